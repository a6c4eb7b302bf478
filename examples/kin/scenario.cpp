// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/scenario.h"

#include <fstream>
#include <map>

namespace counterlife::kin {

namespace {

using examples::fields_of;
using examples::nearest;
using examples::number_in;
using examples::shortest;
using examples::shown;
using Names = std::span<const std::string_view>;

constexpr std::string_view header = "name,sex,status,parity,until,value,unit,source";
constexpr std::size_t longest_line = 1000, most_steps = 250;

constexpr std::array<std::string_view, 2> sex_names{"man", "woman"};
constexpr std::array<std::string_view, 4> status_names{"single", "married", "widowed", "any"};
constexpr std::size_t any = statuses; ///< what is said of whoever nothing else is said of

/// A number that stands alone.
struct Setting {
    std::string_view name, unit;
    double least, most;
    int queues; ///< 0: it is asked for in any case; else only with as many
    bool whole = true;
};
constexpr std::array<Setting, 11> settings{{{"share_of_boys", "ratio", 0, 1, 0, false},
                                            {"birth_interval", "months", 0, 60, 0},
                                            {"queues", "number", 1, 2, 0},
                                            {"marriage_at_birth", "number", 0, 1, 0},
                                            {"youngest_groom", "years", 0, 50, 0},
                                            {"age_difference", "years", -30, 30, 1, false},
                                            {"age_difference_sd", "years", 0.1, 30, 1, false},
                                            {"best_difference", "months", -360, 360, 2},
                                            {"slope_ratio", "ratio", 0, 1000, 2, false},
                                            {"least_difference", "months", -1200, 1200, 2},
                                            {"most_difference", "months", -1200, 1200, 2}}};

enum Event : std::uint8_t { birth_event, death_event, marriage_event };
struct Kind {
    std::string_view name, unit;
    double most;
};
/// Births are rates, all else the probability of a month: so SOCSIM has them.
constexpr std::array<Kind, 3> kinds{{{"birth", "per month", 0.5},
                                     {"death", "share of the month", 0.9999},
                                     {"marriage", "share of the month", 0.9999}}};

struct Key {
    Event event;
    std::size_t sex, status, parity;

    friend auto operator<=>(const Key&, const Key&) = default;
};
using Steps = std::vector<Schedule::Step>;

std::vector<std::string_view> all_names()
{
    std::vector<std::string_view> names;
    names.reserve(kinds.size() + settings.size());
    for (const Kind& kind : kinds) names.push_back(kind.name);
    for (const Setting& setting : settings) names.push_back(setting.name);
    return names;
}

class Reader {
public:
    explicit Reader(std::filesystem::path file) : file_{std::move(file)} {}

    void read()
    {
        std::ifstream in{file_, std::ios::binary};
        std::string line;
        if (!in || !std::getline(in, line)) {
            complaints.push_back(file_.string() + ": cannot be read or is empty");
            return;
        }
        trim(line);
        if (line != header)
            return complain("the header is " + shown(line) + "; it must be " + shown(header));
        while (std::getline(in, line)) {
            ++line_;
            trim(line);
            if (!line.empty()) row(line);
        }
        const auto queues = values.find("queues");
        for (const Setting& setting : settings)
            if (!values.contains(setting.name) &&
                (setting.queues == 0 ||
                 (queues != values.end() && queues->second == setting.queues)))
                say("there is no " + std::string{setting.name});
    }
    void say(const std::string& what) { complaints.push_back(file_.string() + ": " + what); }

    Complaints complaints;
    std::map<std::string_view, double> values; ///< by the name of a setting
    std::map<Key, Steps> rates;                ///< as they stand in the file

private:
    static void trim(std::string& line)
    {
        if (!line.empty() && line.back() == '\r') line.pop_back();
    }
    void complain(const std::string& what)
    {
        complaints.push_back(file_.string() + ":" + std::to_string(line_) + ": " + what);
    }

    void row(const std::string& line)
    {
        const auto fields = fields_of(std::string_view{line}.substr(0, longest_line));
        if (line.size() > longest_line || fields.size() != 8)
            return complain("the line has not the eight fields " + shown(header));
        if (fields[7].empty()) complain("the number has no source");
        for (const Setting& setting : settings)
            if (fields[0] == setting.name) return put_setting(setting, fields);
        for (std::size_t event = 0; event < kinds.size(); ++event)
            if (fields[0] == kinds[event].name) return put_rate(static_cast<Event>(event), fields);
        complain("no parameter is called " + shown(fields[0]) + "; the nearest is " +
                 shown(nearest(fields[0], all_names())));
    }

    double value_of(std::string_view text, std::string_view unit, std::string_view wanted_unit,
                    double least, double most)
    {
        if (unit != wanted_unit)
            complain("the unit is " + shown(unit) + "; it must be " + shown(wanted_unit));
        const auto number = number_in(text);
        if (!number || *number < least || *number > most)
            complain(shown(text) + " is not a number from " + shortest(least) + " to " +
                     shortest(most));
        return number.value_or(least); // It has been complained about: it is not missing.
    }

    void put_setting(const Setting& setting, const std::vector<std::string_view>& fields)
    {
        for (std::size_t i = 1; i < 5; ++i)
            if (!fields[i].empty())
                return complain(std::string{setting.name} + " stands alone; before its value " +
                                shown(fields[i]) + " must not stand");
        const double value =
            value_of(fields[5], fields[6], setting.unit, setting.least, setting.most);
        if (setting.whole && value != static_cast<int>(value))
            complain(shown(fields[5]) + " is not a whole number");
        if (!values.emplace(setting.name, value).second)
            complain(std::string{setting.name} + " was given before");
    }

    void put_rate(Event event, const std::vector<std::string_view>& fields)
    {
        const auto place_in = [&](std::string_view word, Names names, std::string_view what) {
            const auto at = std::ranges::find(names, word);
            if (at == names.end())
                complain("there is no " + std::string{what} + " " + shown(word) +
                         "; the nearest is " + shown(nearest(word, names)));
            return static_cast<std::size_t>(at - names.begin());
        };
        Key key{.event = event,
                .sex = place_in(fields[1], sex_names, "sex"),
                .status = place_in(fields[2], status_names, "status"),
                .parity = 0};
        if (event == birth_event) {
            const auto parity = number_in(fields[3]);
            if (!parity || *parity < 0 || *parity >= parities ||
                *parity != static_cast<int>(*parity))
                complain("the parity " + shown(fields[3]) + " is not a whole number from 0 to " +
                         std::to_string(parities - 1));
            else
                key.parity = static_cast<std::size_t>(*parity);
            if (fields[1] == "man") complain("a man does not give birth");
        } else if (!fields[3].empty()) {
            complain(std::string{kinds[event].name} + " goes by no parity, but here by " +
                     shown(fields[3]));
        }
        if (event == marriage_event && fields[2] == "married")
            complain("the married do not seek a spouse");
        if (key.sex == sexes || key.status > any) return;
        put_step(rates[key], kinds[event], fields);
    }

    void put_step(Steps& steps, const Kind& kind, const std::vector<std::string_view>& fields)
    {
        const auto until = number_in(fields[4]);
        const int before = steps.empty() ? 0 : steps.back().until;
        if (before == last_month)
            return complain("this " + std::string{kind.name} +
                            " was given before, to the last age");
        if (!until || *until <= before || *until > last_month || *until != static_cast<int>(*until))
            return complain("the age " + shown(fields[4]) +
                            " is not a whole number of months from " + std::to_string(before + 1) +
                            " to " + std::to_string(last_month));
        if (steps.size() == most_steps)
            return complain("more than " + std::to_string(most_steps) + " steps of one rate");
        const double value = value_of(fields[5], fields[6], kind.unit, 0, kind.most);
        steps.push_back({.until = static_cast<int>(*until), .monthly = value});
    }

    std::filesystem::path file_;
    int line_ = 1;
};

/// Of the keys in their order, the first of which the file tells anything.
const Steps* first_of(const std::map<Key, Steps>& rates, std::initializer_list<Key> keys)
{
    for (const Key& key : keys)
        if (const auto found = rates.find(key); found != rates.end()) return &found->second;
    return nullptr;
}

Schedule hazard_of(const Steps* shares)
{
    if (!shares) return {};
    Steps steps = *shares;
    for (Schedule::Step& step : steps) step.monthly = -engine::log_of(1 - step.monthly);
    return Schedule{steps};
}

void put_deaths(Reader& reader, Numbers& numbers)
{
    for (std::size_t sex = 0; sex < sexes; ++sex) {
        const auto key = [sex](std::size_t status) { return Key{death_event, sex, status, 0}; };
        const auto single = index(Status::single), widowed = index(Status::widowed);
        if (!first_of(reader.rates, {key(single), key(any)}))
            reader.say("there is no death of a single " + std::string{sex_names[sex]});
        for (std::size_t status = 0; status < statuses; ++status)
            numbers.death[sex][status] = hazard_of(
                first_of(reader.rates,
                         {key(status), key(any),
                          key(status == index(Status::married) ? widowed : single), key(single)}));
    }
}

void put_marriages(Reader& reader, Numbers& numbers)
{
    for (std::size_t sex = 0; sex < sexes; ++sex)
        for (const Status status : {Status::single, Status::widowed}) {
            const auto key = [sex](std::size_t of) { return Key{marriage_event, sex, of, 0}; };
            numbers.marriage[sex][index(status)] = hazard_of(
                first_of(reader.rates, {key(index(status)), key(any), key(index(Status::single))}));
            if (numbers.market.queues == 1 && sex == index(Sex::man) &&
                !numbers.marriage[sex][index(status)].is_nought())
                reader.say("with one queue men do not seek, but there is a marriage of a " +
                           std::string{status_names[index(status)]} + " man");
        }
}

void put_births(Reader& reader, Numbers& numbers)
{
    constexpr double most_barred = 0.9;
    const std::size_t woman = index(Sex::woman);
    for (const Status status : {Status::single, Status::married, Status::widowed}) {
        const Steps* last = nullptr;
        for (std::size_t parity = 0; parity < parities; ++parity) {
            const auto key = [=](std::size_t of) { return Key{birth_event, woman, of, parity}; };
            const std::size_t other = index(status == Status::widowed ? Status::single : status);
            if (const Steps* own =
                    first_of(reader.rates, {key(index(status)), key(any), key(other)}))
                last = own;
            if (!last) continue;
            Schedule schedule{*last, numbers.birth_interval};
            for (int month = 0; month <= last_month; ++month)
                if (schedule.barred(month) > most_barred) {
                    reader.say("births of a " + std::string{status_names[index(status)]} +
                               " woman at " + std::to_string(month) +
                               " months come too often for the birth_interval");
                    break;
                }
            numbers.birth[index(status)][parity] = std::move(schedule);
        }
    }
}

} // namespace

std::vector<std::string> scenarios_in(const std::filesystem::path& data)
{
    std::vector<std::string> names;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator{data, error})
        if (file.path().extension() == ".csv") names.push_back(file.path().stem().string());
    std::ranges::sort(names);
    return names;
}

std::expected<Numbers, Complaints> read_scenario(const std::filesystem::path& data,
                                                 std::string_view scenario)
{
    Reader reader{data / (std::string{scenario} + ".csv")};
    reader.read();
    if (!reader.complaints.empty()) return std::unexpected{reader.complaints};

    Numbers numbers;
    const auto value = [&reader](std::string_view name) { return reader.values[name]; };
    const auto whole = [&](std::string_view name) { return static_cast<int>(value(name)); };
    numbers.share_of_boys = value("share_of_boys");
    numbers.birth_interval = whole("birth_interval");
    numbers.marriage_at_birth = value("marriage_at_birth") != 0;
    numbers.market = {.queues = whole("queues"),
                      .youngest_groom = whole("youngest_groom"),
                      .age_difference = value("age_difference"),
                      .age_difference_sd = value("age_difference_sd"),
                      .best_difference = whole("best_difference"),
                      .slope_ratio = value("slope_ratio"),
                      .least_difference = whole("least_difference"),
                      .most_difference = whole("most_difference")};
    if (numbers.market.least_difference > numbers.market.most_difference)
        reader.say("least_difference is more than most_difference");
    put_deaths(reader, numbers);
    put_marriages(reader, numbers);
    put_births(reader, numbers);
    if (!reader.complaints.empty()) return std::unexpected{reader.complaints};
    numbers.sum_up();
    return numbers;
}

} // namespace counterlife::kin
