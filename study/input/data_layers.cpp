// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/data_layers.h"

#include "study/input/scenario_reading.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"
#include "study/text/toml.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <system_error>

namespace counterlife::study::input {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_file = std::size_t{64} << 10;
constexpr std::array<std::string_view, 2> words{"description", "inherits"};
constexpr std::string_view example = "the path of another data folder, from this one on, in quotes";

bool is_there(const fs::path& path)
{
    std::error_code error;
    return fs::exists(path, error);
}

/// Reads one data.toml. Nothing where it was complained about.
class InheritanceReading {
public:
    InheritanceReading(const fs::path& folder, Complaints& complaints)
        : folder_{folder}, file_{(folder / inheritance_file).generic_string()},
          complaints_{complaints}
    {
    }

    std::optional<fs::path> read()
    {
        const auto text = read_file(folder_ / inheritance_file, largest_file);
        if (!text) {
            complaints_.found(file_, text.error(), "a readable file of at most 64 KiB");
            return std::nullopt;
        }
        const toml::parse_result parsed = toml::parse(*text);
        if (!parsed) {
            complaints_.add(at_line(file_, static_cast<int>(parsed.error().source().begin.line)),
                            "found text that is not TOML: " +
                                printable(parsed.error().description()));
            return std::nullopt;
        }
        return inherited(parsed.table());
    }

private:
    void found(int line, std::string_view what, std::string_view allowed,
               std::string_view right = {})
    {
        complaints_.found(at_line(file_, line), what, allowed, right);
    }

    std::optional<fs::path> inherited(const toml::table& table)
    {
        for (const auto& [key, node] : table) {
            if (!is_among(key.str(), words))
                found(static_cast<int>(key.source().begin.line),
                      "unknown word " + in_quotes(key.str()), "description or inherits",
                      nearest(key.str(), words));
            else if (!node.is_string())
                found(line_of(node),
                      std::string{key.str()}.append(" that is ").append(type_text(node)),
                      key.str() == words[1] ? example : "a text in quotes");
        }
        const toml::node* node = table.get(words[1]);
        if (node == nullptr) found(1, "no inherits", example);
        const auto* text = node != nullptr ? node->as_string() : nullptr;
        if (text == nullptr) return std::nullopt;
        std::error_code error;
        const fs::path parent = fs::weakly_canonical(folder_ / text->get(), error);
        if (fs::is_directory(parent, error)) return parent;
        found(line_of(*node),
              "inherits " + in_quotes(text->get()) + ", which is no folder (" +
                  in_quotes(parent.generic_string()) + ")",
              example);
        return std::nullopt;
    }

    const fs::path& folder_;
    std::string file_;
    Complaints& complaints_;
};

} // namespace

bool inherits(const fs::path& data)
{
    return is_there(data / inheritance_file);
}

std::vector<fs::path> data_layers(const fs::path& data, Complaints& complaints)
{
    std::vector<fs::path> layers{data};
    std::vector<fs::path> seen;
    while (inherits(layers.back())) {
        const fs::path child = layers.back();
        std::error_code error;
        seen.push_back(fs::weakly_canonical(child, error));
        const auto parent = InheritanceReading{child, complaints}.read();
        if (!parent) break;
        if (std::ranges::find(seen, fs::weakly_canonical(*parent, error)) != seen.end()) {
            complaints.found((child / inheritance_file).generic_string(),
                             "a data folder that inherits itself, by way of " +
                                 in_quotes(parent->generic_string()),
                             "a line of inheritance that ends");
            break;
        }
        layers.push_back(*parent);
    }
    return layers;
}

fs::path data_file(const fs::path& data, const fs::path& relative)
{
    Complaints told_where_the_data_are_read;
    for (const fs::path& layer : data_layers(data, told_where_the_data_are_read))
        if (is_there(layer / relative)) return layer / relative;
    return data / relative;
}

fs::path beside_data(const fs::path& data, std::string_view name)
{
    Complaints told_where_the_data_are_read;
    const fs::path eldest = data_layers(data, told_where_the_data_are_read).back();
    return (eldest / ".." / name).lexically_normal(); // Also of a folder that ends with a slash.
}

} // namespace counterlife::study::input
