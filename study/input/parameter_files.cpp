// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/input/parameter_files.h"

#include "study/input/data_layers.h"
#include "study/input/parameter_checks.h"
#include "study/text/csv.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

namespace counterlife::study::input {
namespace {

namespace fs = std::filesystem;
using engine::Day;
using model::FamilySpec;
using model::Kind;
using model::ParameterRow;
using model::ParameterSpec;

enum Column : std::size_t { name, key, value, unit, from, to, low, high, kind, source, note };

constexpr std::array<std::string_view, 11> header{"name", "key",  "value", "unit",   "from", "to",
                                                  "low",  "high", "kind",  "source", "note"};

/// What the files say of one parameter and key: the last of them that has it.
struct Slot {
    std::vector<ParameterRow> rows;
    bool faulty = false;  ///< a row of it was complained about, so do not call it missing as well
    std::size_t file = 0; ///< which one they are of
};

struct ParameterSlots {
    const ParameterSpec* spec = nullptr;
    std::map<std::string, Slot, std::less<>> by_key;
};

class FamilyReader {
public:
    FamilyReader(const FamilySpec& family, Complaints& complaints)
        : family_{family}, complaints_{complaints}
    {
        for (const ParameterSpec& spec : family.parameters) {
            ParameterSlots& slots = parameters_[std::string{short_name(spec)}];
            slots.spec = &spec;
            if (spec.keys.empty()) slots.by_key[""];
            for (const std::string& one : spec.keys) slots.by_key[one];
        }
    }

    /// Reads a file. Its parameters and keys take the place of what files read before say of them.
    void read(std::string_view text, std::string_view file)
    {
        files_.emplace_back(file);
        const CsvTable table = read_csv(text, file, complaints_, header);
        is_unread_ = is_unread_ || table.header.empty();
        for (const CsvRow& row : table.rows) read(row);
    }

    std::vector<ParameterRow> finish(Day run_from, Day run_to)
    {
        if (is_unread_) return {};                             // Complained of as a whole.
        std::vector<std::pair<std::size_t, ParameterRow>> all; // with the file
        for (const ParameterSpec& spec : family_.parameters) {
            ParameterSlots& slots = parameters_.at(std::string{short_name(spec)});
            complain_of_missing(slots);
            for (auto& [key_word, slot] : slots.by_key) {
                check_dates(slot.rows, !slot.faulty, run_from, run_to, files_.at(slot.file),
                            complaints_);
                for (ParameterRow& row : slot.rows) all.emplace_back(slot.file, std::move(row));
            }
        }
        std::ranges::sort(all, {},
                          [](const auto& of) { return std::pair{of.first, of.second.line}; });
        std::vector<ParameterRow> rows;
        rows.reserve(all.size());
        for (auto& [file, row] : all) rows.push_back(std::move(row));
        return rows;
    }

private:
    void read(const CsvRow& row)
    {
        line_ = row.line;
        fields_ = row.fields;
        Slot* const slot = find_slot();
        ParameterRow result;
        result.key = fields_[key];
        result.unit = fields_[unit];
        result.source = fields_[source];
        result.note = fields_[note];
        result.file = files_.back();
        result.line = line_;
        const std::size_t complaints_before = complaints_.size();
        const ParameterSpec* const spec = slot != nullptr ? spec_ : nullptr;
        read_values(result, spec);
        read_period(result);
        read_kind(result);
        if (fields_[source].find_first_not_of(" \t") == std::string::npos)
            found("no source", "the place the number was taken from");
        if (slot == nullptr) return;
        result.name = spec->name;
        if (complaints_.size() == complaints_before)
            slot->rows.push_back(std::move(result));
        else
            slot->faulty = true;
    }

    /// The name as the file writes it: without the family before the first dot.
    std::string_view short_name(const ParameterSpec& spec) const
    {
        std::string_view full = spec.name;
        if (full.starts_with(family_.family) && full.substr(family_.family.size()).starts_with('.'))
            full.remove_prefix(family_.family.size() + 1);
        return full;
    }

    void found(std::string_view what, std::string_view allowed, std::string_view right = {})
    {
        complaints_.found(at_line(files_.back(), line_), what, allowed, right);
    }

    Slot* find_slot()
    {
        const auto parameter = parameters_.find(fields_[name]);
        if (parameter == parameters_.end()) {
            std::vector<std::string> names;
            names.reserve(family_.parameters.size());
            for (const ParameterSpec& spec : family_.parameters)
                names.emplace_back(short_name(spec));
            found("unknown parameter " + in_quotes(fields_[name]), some_of(names),
                  nearest(fields_[name], names));
            return nullptr;
        }
        ParameterSlots& slots = parameter->second;
        spec_ = slots.spec;
        const auto slot = slots.by_key.find(fields_[key]);
        if (slot != slots.by_key.end()) return &of_this_file(slot->second);
        const std::string unknown =
            "unknown key " + in_quotes(fields_[key]) + " of " + in_quotes(fields_[name]);
        if (spec_->keys.empty())
            found(unknown, "no key");
        else
            found(unknown, some_of(spec_->keys), nearest(fields_[key], spec_->keys));
        return nullptr;
    }

    /// What files read before say of it no longer counts.
    Slot& of_this_file(Slot& slot) const
    {
        const std::size_t file = files_.size() - 1;
        if (slot.file != file) slot = {.file = file};
        return slot;
    }

    std::optional<double> read_number(Column column)
    {
        const auto number = parse_number(fields_[column]);
        if (!number) {
            found(std::string{header[column]} + " " + in_quotes(fields_[column]),
                  "a finite number such as 0.25");
        }
        return number;
    }

    void read_values(ParameterRow& result, const ParameterSpec* spec)
    {
        const auto number = read_number(value);
        const auto lowest = read_number(low);
        const auto highest = read_number(high);
        result.value = number.value_or(0);
        result.low = lowest.value_or(0);
        result.high = highest.value_or(0);
        if (lowest && highest && result.low > result.high) {
            found("low " + fields_[low] + " above high " + fields_[high], "low..high");
        } else if (number && lowest && highest &&
                   (result.value < result.low || result.value > result.high)) {
            found("value " + number_text(result.value),
                  range_text(result.low, result.high) + " as its own row says");
        }
        if (spec == nullptr) return;
        const auto check_sense = [&](const std::optional<double>& one, Column column) {
            if (one && (*one < spec->least || *one > spec->most)) {
                found(std::string{header[column]} + " " + number_text(*one),
                      range_text(spec->least, spec->most) + ", outside which " +
                          in_quotes(spec->name) + " makes no sense");
            }
        };
        check_sense(number, value);
        check_sense(lowest, low);
        check_sense(highest, high);
        if (fields_[unit] != spec->unit)
            found("unit " + in_quotes(fields_[unit]), "unit " + in_quotes(spec->unit));
    }

    std::optional<Day> read_date(Column column)
    {
        if (fields_[column].empty()) return std::nullopt;
        const auto day = parse_date(fields_[column]);
        if (!day) {
            found(std::string{header[column]} + " " + in_quotes(fields_[column]),
                  "a date as 1970-12-31, or nothing");
        }
        return day;
    }

    void read_period(ParameterRow& result)
    {
        result.from = read_date(from);
        result.to = read_date(to);
        if (result.from && result.to && *result.from >= *result.to) {
            found("a period " + period_text(result.from, result.to),
                  "a first day (from) before the day it ends (to)");
        }
    }

    void read_kind(ParameterRow& result)
    {
        const auto read = kind_of(fields_[kind]);
        if (!read) {
            found("kind " + in_quotes(fields_[kind]),
                  "testimony, statistic, calibrated or assumption",
                  nearest(fields_[kind], kind_words));
            return;
        }
        result.kind = *read;
    }

    void complain_of_missing(const ParameterSlots& slots)
    {
        std::vector<std::string> missing;
        for (const auto& [key_word, slot] : slots.by_key)
            if (slot.rows.empty() && !slot.faulty) missing.push_back(key_word);
        if (missing.empty()) return;
        std::string what = "no row of parameter " + in_quotes(slots.spec->name);
        if (missing.size() < slots.by_key.size()) what.append(" for key ").append(some_of(missing));
        complaints_.found(files_.front(), what,
                          slots.spec->keys.empty()
                              ? "at least one row"
                              : "at least one row for each of " +
                                    std::to_string(slots.by_key.size()) + " keys");
    }

    std::vector<std::string> files_; ///< the one at hand is the last
    bool is_unread_ = false;         ///< one of them is not such a table
    const FamilySpec& family_;
    Complaints& complaints_;
    std::map<std::string, ParameterSlots, std::less<>> parameters_;
    const ParameterSpec* spec_ = nullptr; ///< of the row at hand
    std::span<const std::string> fields_; ///< of the row at hand
    int line_ = 0;                        ///< of the row at hand
};

fs::path relative_path(const FamilySpec& family)
{
    return fs::path{family.institution} / (std::string{family.family} + ".csv");
}

/// Files that stand in the data folder but hold no parameters.
bool is_other_data(const fs::path& relative)
{
    if (relative == "places/places.csv" || relative == "places/korean.csv" ||
        relative == "labour/orders.csv" || relative == inheritance_file)
        return true;
    if (relative.filename() == "README.md") return true;
    const fs::path folder = *relative.begin();
    return folder == "targets" || folder == "reference" || folder == "grammar" ||
           folder == "ensemble" || folder == "sensitivity";
}

void complain_of_strangers(const fs::path& data_dir, std::span<const FamilySpec> families,
                           Complaints& complaints)
{
    std::set<std::string> declared;
    for (const FamilySpec& family : families)
        declared.insert(relative_path(family).generic_string());

    std::set<std::string> strangers;
    std::error_code error;
    const auto options = fs::directory_options::skip_permission_denied;
    for (fs::recursive_directory_iterator entry{data_dir, options, error}, end;
         !error && entry != end; entry.increment(error)) {
        const fs::path relative = entry->path().lexically_relative(data_dir);
        const bool hidden = relative.filename().native().starts_with('.');
        if (hidden && entry->is_directory(error)) entry.disable_recursion_pending();
        if (hidden || entry->is_directory(error) || is_other_data(relative)) continue;
        if (!declared.contains(relative.generic_string()))
            strangers.insert(relative.generic_string());
    }
    for (const std::string& stranger : strangers) {
        complaints.found((data_dir / stranger).generic_string(), "a file that no rule reads",
                         "the files of the families that the model declares",
                         nearest(stranger, declared));
    }
}

/// A family as the eldest folder has it, with what the nearer ones say in its place.
std::vector<ParameterRow> read_layers(std::span<const fs::path> layers, const FamilySpec& family,
                                      Day run_from, Day run_to, Complaints& complaints)
{
    FamilyReader reader{family, complaints};
    bool is_whole = true;
    for (std::size_t i = layers.size(); i-- > 0;) {
        const fs::path path = layers[i] / relative_path(family);
        std::error_code error;
        if (i + 1 < layers.size() && !fs::exists(path, error)) continue;
        if (const auto text = read_file(path, csv_largest_file)) {
            reader.read(*text, path.generic_string());
        } else {
            is_whole = false;
            complaints.found(path.generic_string(), text.error(),
                             "a readable parameter file of at most 64 MiB");
        }
    }
    return is_whole ? reader.finish(run_from, run_to) : std::vector<ParameterRow>{};
}

} // namespace

std::string_view kind_text(Kind kind)
{
    return kind_words.at(static_cast<std::size_t>(kind));
}

std::optional<Kind> kind_of(std::string_view text)
{
    const auto word = std::ranges::find(kind_words, text);
    if (word == kind_words.end()) return std::nullopt;
    return static_cast<Kind>(word - kind_words.begin());
}

std::vector<ParameterRow> read_family(std::string_view text, std::string_view file,
                                      const FamilySpec& family, Day run_from, Day run_to,
                                      Complaints& complaints)
{
    FamilyReader reader{family, complaints};
    reader.read(text, file);
    return reader.finish(run_from, run_to);
}

std::expected<std::vector<ParameterRow>, Complaints>
read_parameters(const fs::path& data_dir, std::span<const FamilySpec> families, Day run_from,
                Day run_to)
{
    Complaints complaints;
    std::error_code error;
    if (!fs::is_directory(data_dir, error)) {
        complaints.found(data_dir.generic_string(), "no folder",
                         "the folder with the parameter files");
        return std::unexpected{std::move(complaints)};
    }
    const std::vector<fs::path> layers = data_layers(data_dir, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    std::vector<ParameterRow> all;
    for (const FamilySpec& family : families)
        std::ranges::move(read_layers(layers, family, run_from, run_to, complaints),
                          std::back_inserter(all));
    for (const fs::path& layer : layers) complain_of_strangers(layer, families, complaints);
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};
    return all;
}

} // namespace counterlife::study::input
