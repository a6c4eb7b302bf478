// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// members.csv: a row a member and parameter.

#include "study/input/ensemble_file.h"
#include "study/input/parameter_checks.h"
#include "study/text/csv.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace counterlife::study::input {
namespace {

using model::FamilySpec;
using model::ParameterRow;
using model::ParameterSpec;

constexpr std::array<std::string_view, 4> header{"member", "parameter", "value", "weight"};

class MembersReader {
public:
    MembersReader(std::string_view file, std::span<const ParameterRow> rows,
                  std::span<const FamilySpec> families, bool is_whole, Complaints& complaints)
        : file_{file}, rows_{rows}, families_{families}, complaints_{complaints},
          is_whole_{is_whole}
    {
    }

    void read(const CsvRow& row)
    {
        line_ = row.line;
        const auto number = whole(row.fields[0]);
        const auto value = parse_number(row.fields[2]);
        const auto weight = parse_number(row.fields[3]);
        if (!number)
            found(in_quotes(row.fields[0]) + " as member",
                  "a whole number from 1 to " + std::to_string(most_members));
        if (!value) found(in_quotes(row.fields[2]) + " as value", "a number");
        if (!weight || *weight <= 0)
            found(in_quotes(row.fields[3]) + " as weight", "a number above zero; 1 if all alike");
        Setting setting = addressed(row.fields[1]);
        const bool is_known = check_address(setting);
        if (value && is_known) check_value(setting, *value);
        if (!number || !value || !weight || *weight <= 0 || !is_known) {
            is_whole_ = false;
            return;
        }
        setting.value = value;
        add(*number, *weight, std::move(setting));
    }

    /// The members in the order of their numbers, each with all that any other has.
    std::vector<EnsembleMember> finish()
    {
        if (!is_whole_) return {}; // What is missing may be what was complained of.
        int expected = 1;
        for (const auto& [number, member] : members_) {
            if (number != expected)
                complaints_.found(std::string{file_},
                                  "member " + std::to_string(number) + " after member " +
                                      std::to_string(expected - 1),
                                  "members numbered 1, 2, 3 and so on without a gap");
            expected = number + 1;
            complain_of_missing(member);
        }
        std::vector<EnsembleMember> all;
        all.reserve(members_.size());
        for (auto& [number, member] : members_) all.push_back(std::move(member));
        if (all.empty()) complaints_.found(std::string{file_}, "no member", "at least one row");
        return all;
    }

private:
    void found(std::string_view what, std::string_view allowed, std::string_view right = {})
    {
        complaints_.found(at_line(file_, line_), what, allowed, right);
    }

    static std::optional<int> whole(std::string_view text)
    {
        const auto number = parse_number(text);
        if (!number || *number < 1 || *number > static_cast<double>(most_members) ||
            *number != std::floor(*number))
            return std::nullopt;
        return static_cast<int>(*number);
    }

    static Setting addressed(std::string_view address)
    {
        const std::size_t slash = address.find('/');
        Setting setting;
        setting.parameter = address.substr(0, slash);
        if (slash != std::string_view::npos) setting.key = address.substr(slash + 1);
        return setting;
    }

    const ParameterSpec* find(std::string_view name) const
    {
        for (const FamilySpec& family : families_)
            for (const ParameterSpec& spec : family.parameters)
                if (spec.name == name) return &spec;
        return nullptr;
    }

    bool check_address(const Setting& setting)
    {
        const ParameterSpec* spec = find(setting.parameter);
        if (spec == nullptr) {
            std::vector<std::string_view> names;
            for (const FamilySpec& family : families_)
                for (const ParameterSpec& one : family.parameters) names.push_back(one.name);
            found("unknown parameter " + in_quotes(setting.parameter) +
                      ", as in an ensemble of another version",
                  "the full name of a parameter that the command 'params' lists, or name/key",
                  nearest(setting.parameter, names));
            return false;
        }
        if (setting.key.empty() || is_among(setting.key, spec->keys)) return true;
        found("unknown key " + in_quotes(setting.key) + " of " + in_quotes(spec->name) +
                  ", as in an ensemble of another version",
              spec->keys.empty()
                  ? "no key"
                  : "one of its " + std::to_string(spec->keys.size()) +
                        " keys, of which the first is " + in_quotes(spec->keys.front()),
              nearest(setting.key, spec->keys));
        return false;
    }

    /// Each row that the value would replace has a range of its own.
    void check_value(const Setting& setting, double value)
    {
        for (const ParameterRow& row : rows_) {
            if (row.name != setting.parameter || (!setting.key.empty() && row.key != setting.key))
                continue;
            if (value >= row.low && value <= row.high) continue;
            return found(number_text(value) + " for " + in_quotes(address_of(setting)),
                         range_text(row.low, row.high) + ", the range that " +
                             at_line(row.file, row.line) + " gives");
        }
    }

    void add(int number, double weight, Setting setting)
    {
        const auto [at, is_new] =
            members_.try_emplace(number, EnsembleMember{number, weight, {}, {}});
        EnsembleMember& member = at->second;
        if (!is_new && member.weight != weight)
            found("weight " + number_text(weight) + " of member " + std::to_string(number),
                  number_text(member.weight) + ", as in the rows of it before");
        for (const Setting& earlier : member.settings) {
            const bool same_key =
                earlier.key == setting.key || earlier.key.empty() || setting.key.empty();
            if (earlier.parameter != setting.parameter || !same_key) continue;
            found(in_quotes(address_of(setting)) + " of member " + std::to_string(number) +
                      " a second time",
                  "one value of each parameter and key");
            return;
        }
        addresses_.insert(address_of(setting));
        member.settings.push_back(std::move(setting));
    }

    void complain_of_missing(const EnsembleMember& member)
    {
        std::set<std::string> missing = addresses_;
        for (const Setting& setting : member.settings) missing.erase(address_of(setting));
        if (missing.empty()) return;
        complaints_.found(std::string{file_},
                          "no " + some_of({missing.begin(), missing.end()}) + " of member " +
                              std::to_string(member.number),
                          "for each member a row of each parameter that any of them has");
    }

    std::string_view file_;
    std::span<const ParameterRow> rows_;
    std::span<const FamilySpec> families_;
    Complaints& complaints_;
    std::map<int, EnsembleMember> members_;
    std::set<std::string> addresses_;
    bool is_whole_; ///< whether every row until now is sound
    int line_ = 0;
};

} // namespace

std::string address_of(const Setting& setting)
{
    return setting.key.empty() ? setting.parameter : setting.parameter + "/" + setting.key;
}

std::vector<EnsembleMember> read_members(std::string_view text, std::string_view file,
                                         std::span<const ParameterRow> rows,
                                         std::span<const FamilySpec> families,
                                         Complaints& complaints)
{
    const CsvTable table = read_csv(text, file, complaints, header);
    if (table.header.empty()) return {};
    MembersReader reader{file, rows, families, table.is_whole, complaints};
    for (const CsvRow& row : table.rows) reader.read(row);
    return reader.finish();
}

} // namespace counterlife::study::input
