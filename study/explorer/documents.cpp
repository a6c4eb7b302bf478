// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/documents.h"

#include "study/explorer/life_parts.h"
#include "study/explorer/opened.h"
#include "study/input/places_file.h"
#include "study/text/nearest.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace counterlife::study::explorer {
namespace {

/// A document without a number in its path.
struct Plain {
    std::string_view path;
    Document (*make)(Opened&);
    bool with_other = false; ///< there only beside another run
};
constexpr std::array plain{Plain{"run.json", run_document},
                           Plain{"begin.json", begin_document},
                           Plain{"nation.json", nation_document},
                           Plain{"rules.json", rules_document},
                           Plain{"sure.json", sure_document},
                           Plain{"worlds.json", worlds_document, true},
                           Plain{"questions.json", questions_document}};

std::unexpected<Complaints> no_document(const Opened& opened, std::string_view path)
{
    std::vector<std::string> known{"find.json", "lives/1.json", "why/1/1.json"};
    for (const Plain& one : plain)
        if (!one.with_other || opened.there) known.emplace_back(one.path);
    if (opened.there) known.emplace_back("twins/1.json");
    std::ranges::sort(known);
    std::string all;
    for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
    Complaints complaints;
    complaints.found("documents", in_quotes(path), all + " and those of other numbers",
                     nearest(path, known));
    return std::unexpected{std::move(complaints)};
}

/// The number that a part of a path is, without zeros before it.
template <class Number> bool is_number(std::string_view text, Number& value)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 0 &&
           std::to_string(value) == text;
}

/// The document of a life in a folder; none where the path is no such path.
std::optional<Document> of_a_life(Opened& opened, std::string_view path)
{
    constexpr std::string_view ending = ".json";
    if (!path.ends_with(ending)) return std::nullopt;
    path.remove_suffix(ending.size());
    const auto slash = path.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string_view folder = path.substr(0, slash);
    std::string_view rest = path.substr(slash + 1);
    PersonNumber person = 0;
    if (folder == "why") {
        const auto middle = rest.find('/');
        std::size_t event = 0;
        if (middle == std::string_view::npos || !is_number(rest.substr(0, middle), person) ||
            !is_number(rest.substr(middle + 1), event))
            return std::nullopt;
        return why_document(opened, person, event);
    }
    if (!is_number(rest, person)) return std::nullopt;
    if (folder == "lives") return life_document(opened, person);
    if (folder == "twins" && opened.there) return twin_document(opened, person);
    return std::nullopt;
}

/// These, and others by lot until there are so many.
std::expected<std::vector<PersonNumber>, Complaints>
filled_up(Opened& opened, std::vector<PersonNumber> some, std::size_t count)
{
    const auto others = by_lot(opened, count);
    if (!others) return std::unexpected{others.error()};
    for (const PersonNumber one : *others)
        if (some.size() < count && std::ranges::find(some, one) == some.end()) some.push_back(one);
    return some;
}

std::optional<Side> side_of(const std::filesystem::path& run, const LiveAgain& live_again,
                            Complaints& complaints)
{
    auto lives = RunLives::open(run, live_again);
    if (!lives) {
        complaints.append(lives.error());
        return std::nullopt;
    }
    StageNumbers stages = nation::stage_numbers(lives->file().description);
    return Side{.lives = std::move(*lives), .stages = std::move(stages)};
}

} // namespace

struct Documents::Parts {
    Opened opened;
};

Documents::Documents(std::unique_ptr<Parts> parts) : parts_{std::move(parts)} {}
Documents::Documents(Documents&&) noexcept = default;
Documents& Documents::operator=(Documents&&) noexcept = default;
Documents::~Documents() = default;

std::expected<Documents, Complaints> Documents::open(const DocumentsRequest& request)
{
    Complaints complaints;
    auto here = side_of(request.run, request.live_again, complaints);
    std::optional<Side> there;
    if (!request.other.empty()) there = side_of(request.other, request.live_again, complaints);
    std::optional<Several> all;
    if (!request.replicates.empty()) all = several_in(request, complaints);
    ClaimsFile claims = read_claims(request.data, complaints);
    auto places = read_places(request.data);
    if (!places) complaints.append(places.error());
    PlaceNames korean;
    if (places) korean = read_place_names(request.data, *places, complaints);
    if (here && there)
        compare_runs(here->lives.named().name, here->lives.file(), there->lives.named().name,
                     there->lives.file(), "OTHER", complaints);
    if (!complaints.empty() || !here) return std::unexpected{std::move(complaints)};
    return Documents{std::make_unique<Parts>(Opened{.request = request,
                                                    .here = std::move(*here),
                                                    .there = std::move(there),
                                                    .all = std::move(all),
                                                    .claims = std::move(claims),
                                                    .places = std::move(*places),
                                                    .korean = std::move(korean)})};
}

std::expected<std::string, Complaints> Documents::document(std::string_view path)
{
    Opened& opened = parts_->opened;
    for (const Plain& one : plain) {
        if (one.path != path || (one.with_other && !opened.there)) continue;
        if (const auto kept = opened.kept.find(path); kept != opened.kept.end())
            return kept->second;
        Document made = one.make(opened);
        if (made) opened.kept.emplace(path, *made);
        return made;
    }
    constexpr std::string_view find = "find.json";
    if (path == find) return find_document(opened, "");
    if (path.starts_with(find) && path[find.size()] == '?')
        return find_document(opened, path.substr(find.size() + 1));
    if (auto made = of_a_life(opened, path)) return std::move(*made);
    return no_document(opened, path);
}

std::expected<std::vector<PersonNumber>, Complaints>
Documents::lives_to_begin_with(std::size_t count)
{
    auto some = walkers(parts_->opened, (count + 1) / 2);
    if (!some) return std::unexpected{some.error()};
    return filled_up(parts_->opened, std::move(some->people), count);
}

std::expected<std::vector<PersonNumber>, Complaints> Documents::lives_that_differ(std::size_t count)
{
    auto some = changed_lives(parts_->opened, count);
    if (!some) return some;
    return filled_up(parts_->opened, std::move(*some), count);
}

std::expected<std::vector<PersonNumber>, Complaints> Documents::kin_of(PersonNumber person)
{
    const auto material = material_of(parts_->opened, person);
    if (!material) return std::unexpected{material.error()};
    std::vector<PersonNumber> numbers;
    for (const Kin& one : explorer::kin_of((*material)->cast))
        numbers.push_back(parts_->opened.here.number(one.id));
    return numbers;
}

std::expected<std::size_t, Complaints> Documents::events_of(PersonNumber person)
{
    const auto material = material_of(parts_->opened, person);
    if (!material) return std::unexpected{material.error()};
    return (*material)->events.size();
}

std::expected<std::vector<PersonNumber>, Complaints> Documents::lives_like(const Pattern& pattern,
                                                                           std::size_t count)
{
    return explorer::lives_like(parts_->opened, pattern, count);
}

std::expected<std::vector<std::size_t>, Complaints> Documents::lines_of(PersonNumber person)
{
    const auto material = material_of(parts_->opened, person);
    if (!material) return std::unexpected{material.error()};
    std::vector<std::size_t> events;
    for (const Line& line : biography(**material).lines)
        if (line.number != 0) events.push_back(line.number);
    return events;
}

std::expected<std::string, Complaints> Documents::run_of_export(std::span<const PersonNumber> lives)
{
    return run_document_of(parts_->opened, lives, false);
}

} // namespace counterlife::study::explorer
