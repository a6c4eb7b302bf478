// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/life_command.h"

#include "model/party/party.h"
#include "study/account/rules_page.h"
#include "study/input/rules.h"
#include "study/record/run_tables.h"
#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <ostream>
#include <utility>

namespace counterlife::app {
namespace {

using engine::LifeId;

constexpr std::array<std::string_view, 3> known_formats{"text", "json", "html"};
constexpr int bad_input = 2;

std::optional<std::uint64_t> whole_number(std::string_view text)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Whether the text can name an event of some life.
bool may_name_event(const std::string& name)
{
    return whole_number(name) || parse_date(name.substr(0, name.find(':')));
}

/// A person as one may be named: by the number that the tables of a run give, or by identity.
struct Named {
    PersonNumber number = number_of_nobody; ///< of that run
    LifeId id = engine::nobody;             ///< or of any
};

Named person_in(const LifeRequest& request, Complaints& complaints)
{
    const auto value = whole_number(request.person);
    constexpr std::uint64_t largest = std::uint64_t{1} << 63;
    if (value && *value >= engine::first_life_id && *value < largest) return {.id = *value};
    if (value && *value > 0 && *value <= std::numeric_limits<PersonNumber>::max())
        return {.number = static_cast<PersonNumber>(*value)};
    const bool negative = request.person.starts_with('-') && whole_number(request.person.substr(1));
    complaints.found("PERSON", in_quotes(request.person),
                     negative ? "a person; numbers below zero belong to institutions, which have "
                                "no life"
                              : "a whole number from the column person, or identity, of "
                                "lives.parquet");
    return {};
}

void check_words(const LifeRequest& request, std::span<const std::string> formats,
                 Complaints& complaints)
{
    for (const std::string& format : formats)
        if (!is_among(format, known_formats))
            complaints.found("--format", in_quotes(format), "text, json or html",
                             nearest(format, known_formats));
    if (!request.why.empty() && !request.twin.empty())
        complaints.add("--why", "found together with --twin; allowed one of the two");
    if (!request.why.empty() && !may_name_event(request.why))
        complaints.found("--why", in_quotes(request.why),
                         "the number of an event in the list that --all prints, or a day such as "
                         "1980-10-10, or a day and a rule such as 1980-10-10:" +
                             std::string{model::party::admission.name});
}

std::optional<RunLives> opened(const std::filesystem::path& dir, const LifeRequest& request,
                               Complaints& complaints)
{
    auto run = RunLives::open(dir, request.live_again);
    if (run) return std::move(*run);
    complaints.append(run.error());
    return std::nullopt;
}

/// The identity, or nobody, with a complaint, where a run has nobody of the number.
LifeId identity_in(const RunLives& run, const Named& person, Complaints& complaints)
{
    if (person.number == number_of_nobody) return person.id;
    const LifeId id = run.numbers().identity(person.number);
    if (id == engine::nobody)
        complaints.found("PERSON", "the number " + std::to_string(person.number),
                         fmt::format("1 to {}, the rows of {}/{}", run.numbers().people().size(),
                                     run.named().name, lives_file));
    return id;
}

/// What the account of the person in a run is made of; complains if the run has no such person.
std::optional<LifeMaterial> material_of(RunLives& run, LifeId id, const ClaimsFile& claims,
                                        bool every_line, Complaints& complaints)
{
    auto material = run.material_of(id, claims);
    if (!material) {
        complaints.append(material.error());
        return std::nullopt;
    }
    material->every_line = every_line;
    return std::optional<LifeMaterial>{std::move(*material)};
}

std::string in_format(const LifePage& page, const std::string& format)
{
    if (format == "json") return life_json(page);
    if (format == "html") return life_html(page);
    return life_text(page);
}

using Texts = std::vector<std::string>;

Texts in_formats(const LifePage& page, std::span<const std::string> formats)
{
    Texts texts;
    for (const std::string& format : formats) texts.push_back(in_format(page, format));
    return texts;
}

} // namespace

std::optional<std::size_t> event_named(const std::string& name, std::span<const LoggedEvent> events,
                                       Complaints& complaints)
{
    if (const auto number = whole_number(name)) {
        if (*number >= 1 && *number <= events.size()) return *number - 1;
        complaints.found("--why", "the number " + name,
                         fmt::format("1 to {}, the events of this life", events.size()));
        return std::nullopt;
    }
    const auto day = parse_date(name.substr(0, name.find(':')));
    if (!day) return std::nullopt;
    const std::string rule = name.contains(':') ? name.substr(name.find(':') + 1) : "";
    std::vector<std::string> there;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < events.size(); ++i) {
        if (events[i].day != *day) continue;
        there.push_back(events[i].rule);
        if (rule.empty() || rule == events[i].rule) found = i;
    }
    if (there.empty()) {
        const auto next =
            std::ranges::find_if(events, [&](const LoggedEvent& e) { return e.day > *day; });
        std::string near;
        if (next != events.begin()) near = date_text(std::prev(next)->day);
        if (next != events.end()) near += (near.empty() ? "" : " and ") + date_text(next->day);
        complaints.found("--why", "no event on " + date_text(*day),
                         "a day with one; the nearest are " + near);
        return std::nullopt;
    }
    if (rule.empty() && there.size() > 1) {
        complaints.found("--why", fmt::format("{} events on {}", there.size(), date_text(*day)),
                         "the day with a rule: " + date_text(*day) + ":RULE with RULE one of " +
                             list_text(there));
        return std::nullopt;
    }
    if (!found)
        complaints.found("--why", "no event " + in_quotes(rule) + " on " + date_text(*day),
                         list_text(there), nearest(rule, there));
    return found;
}

std::expected<std::vector<std::string>, Complaints> life(const LifeRequest& request,
                                                         std::span<const std::string> formats)
{
    Complaints complaints;
    check_words(request, formats, complaints);
    const Named person = person_in(request, complaints);
    auto run = opened(request.run, request, complaints);
    std::optional<RunLives> other;
    if (!request.twin.empty()) other = opened(request.twin, request, complaints);
    const ClaimsFile claims = read_claims(request.data, complaints);
    if (run && other)
        compare_runs(run->named().name, run->file(), other->named().name, other->file(), "--twin",
                     complaints);
    const LifeId id = run ? identity_in(*run, person, complaints) : person.id;
    if (!complaints.empty()) return std::unexpected{std::move(complaints)};

    auto material = material_of(*run, id, claims, request.every_line, complaints);
    auto there = other ? material_of(*other, id, claims, request.every_line, complaints)
                       : std::optional<LifeMaterial>{};
    if (!material || !complaints.empty()) return std::unexpected{std::move(complaints)};
    if (there) {
        const auto page = twin_page(*run, *other, std::move(*material), std::move(*there));
        if (!page) return std::unexpected{page.error()};
        return in_formats(*page, formats);
    }

    std::optional<Chain> why;
    if (!request.why.empty()) {
        const auto at = event_named(request.why, material->events, complaints);
        if (!at) return std::unexpected{std::move(complaints)};
        auto chain = causes_of(material->events[*at], run->source(), run->file().description,
                               material->cast);
        if (!chain) return std::unexpected{std::move(chain.error())};
        why = std::move(*chain);
    }
    const LifePage page{.run = run->named(),
                        .account = biography(std::move(*material)),
                        .relived = run->relived(),
                        .why = std::move(why)};
    return in_formats(page, formats);
}

int life(const LifeRequest& request, std::ostream& out, std::ostream& err)
{
    const auto texts = life(request, std::array{request.format});
    if (texts)
        out << texts->front();
    else
        err << texts.error();
    return texts ? 0 : bad_input;
}

} // namespace counterlife::app
