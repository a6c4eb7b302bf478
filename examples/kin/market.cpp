// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/kin/market.h"

#include "engine/elementary.h"

namespace counterlife::kin {

namespace {

constexpr int years_before = 101; ///< the run, in which founders may be born
/// The greatest difference in either direction, with one queue: years.
constexpr int farthest = 60;

auto place_of(const std::vector<Suitor>& shelf, engine::LifeId id)
{
    return std::ranges::lower_bound(shelf, id, {}, &Suitor::id);
}

} // namespace

Market::Market(const MarketNumbers& numbers, int years) : numbers_{numbers}
{
    const bool one = numbers.queues == 1;
    const int shelves = (years_before + years + 1) * months_a_year / numbers.months_a_shelf();
    shelves_[index(Sex::man)].resize(static_cast<std::size_t>(shelves));
    if (!one) shelves_[index(Sex::woman)].resize(static_cast<std::size_t>(shelves));

    const int least = one ? -farthest : numbers.least_difference;
    const int most = one ? farthest : numbers.most_difference;
    for (int difference = least; difference <= most; ++difference)
        differences_.push_back(difference);
    const double best = one ? numbers.age_difference : numbers.best_difference;
    const double slope = one ? 1 : numbers.slope_ratio;
    std::ranges::stable_sort(differences_, {}, [best, slope](int difference) {
        return difference < best ? (best - difference) * slope : difference - best;
    });
    if (!one) return;
    double sum = 0;
    for (const int difference : differences_) {
        const double z = (difference - numbers.age_difference) / numbers.age_difference_sd;
        sum += wanted_.emplace_back(engine::exponential(-z * z / 2));
    }
    for (double& share : wanted_) share /= sum;
    made_.resize(wanted_.size());
    excess_.resize(wanted_.size());
}

std::size_t Market::shelf_of(Moment born) const noexcept
{
    const double months = (born.years() + years_before) * months_a_year;
    return static_cast<std::size_t>(months) / static_cast<std::size_t>(numbers_.months_a_shelf());
}

void Market::enter(const Suitor& suitor, const Person& person)
{
    Shelf& shelf = shelves_[index(person.sex)][shelf_of(person.born)];
    const auto at = place_of(shelf, suitor.id);
    if (at != shelf.end() && at->id == suitor.id) return;
    shelf.insert(at, suitor);
    ++waiting_[index(person.sex)];
}

void Market::leave(engine::LifeId id, const Person& person)
{
    std::vector<Shelf>& shelves = shelves_[index(person.sex)];
    if (shelves.empty()) return; // With one queue no woman waits.
    Shelf& shelf = shelves[shelf_of(person.born)];
    const auto at = place_of(shelf, id);
    if (at == shelf.end() || at->id != id) return;
    shelf.erase(at);
    --waiting_[index(person.sex)];
}

Market::Beside Market::beside(const Person& seeker, Day today) noexcept
{
    const bool is_woman = seeker.sex == Sex::woman;
    std::span<Shelf> shelves{shelves_[index(is_woman ? Sex::man : Sex::woman)]};
    if (is_woman) { // No need to look at boys one by one.
        const Day latest = today - engine::days_in_years(numbers_.youngest_groom);
        shelves = shelves.first(std::min(shelf_of(Moment{{.day = latest}}) + 1, shelves.size()));
    }
    return {shelves, static_cast<int>(shelf_of(seeker.born)), is_woman};
}

std::optional<Suitor> Market::find(const Register& entries, Row seeker, std::uint64_t ticket,
                                   Day today)
{
    if (waiting_[1 - index(entries[seeker].sex)] == 0) return {};
    if (numbers_.queues == 1) return take_rarest(entries, seeker, ticket, today);
    const Beside those = beside(entries[seeker], today);
    for (const int difference : differences_)
        if (Shelf* shelf = those.at(difference))
            if (const auto found = take(*shelf, entries, seeker, ticket, today)) return found;
    return {};
}

/// What is wanted changes with every marriage: most, what is farthest below its share.
std::optional<Suitor> Market::take_rarest(const Register& entries, Row seeker, std::uint64_t ticket,
                                          Day today)
{
    constexpr double none = std::numeric_limits<double>::infinity();
    const Beside those = beside(entries[seeker], today);
    const double made = 1.0 + all_made_;
    for (std::size_t i = 0; i < excess_.size(); ++i) excess_[i] = made_[i] / made - wanted_[i];
    for (;;) {
        const auto rarest = std::ranges::min_element(excess_);
        if (*rarest == none) return {};
        const auto i = static_cast<std::size_t>(rarest - excess_.begin());
        *rarest = none;
        Shelf* shelf = those.at(differences_[i]);
        if (!shelf) continue;
        if (const auto found = take(*shelf, entries, seeker, ticket, today)) {
            ++made_[i];
            ++all_made_;
            return found;
        }
    }
}

std::optional<Suitor> Market::take(Shelf& shelf, const Register& entries, Row seeker,
                                   std::uint64_t ticket, Day today)
{
    const auto first = static_cast<std::size_t>(place_of(shelf, ticket) - shelf.begin());
    for (std::size_t i = 0; i < shelf.size(); ++i) {
        const auto at = shelf.begin() + static_cast<std::ptrdiff_t>((first + i) % shelf.size());
        if (!may_marry(entries, seeker, at->row, today)) continue;
        const Suitor found = *at;
        shelf.erase(at);
        --waiting_[1 - index(entries[seeker].sex)];
        return found;
    }
    return {};
}

bool Market::may_marry(const Register& entries, Row seeker, Row other, Day today) const noexcept
{
    const Person& groom = entries[entries[seeker].sex == Sex::man ? seeker : other];
    const Days age = today - groom.born.day();
    return age >= engine::days_in_years(numbers_.youngest_groom) &&
           !entries.are_close_kin(seeker, other);
}

} // namespace counterlife::kin
