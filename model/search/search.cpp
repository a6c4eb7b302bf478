// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The numbers of the search, and what is hoped.
//
//   SEARCH-04 a small child can hardly be told from others in a camp's book
//   SEARCH-08 belief that the lost are alive fades with the years and never reaches nought
//   data/search/search.csv

#include "model/search/search.h"
#include "engine/elementary.h"
#include "model/search/numbers.h"

#include <algorithm>

namespace counterlife::model {

const std::array<Scalar, SearchFamily::count> SearchFamily::table = in_order<SearchFamily::count>({
    {SearchFamily::max_months, "search.max_months", "", "months", 0.1, 240,
     "on the road, until the means are spent"},
    {SearchFamily::stop_days, "search.stop_days", "", "days", 3, 365, "spent at each station"},
    {SearchFamily::heart, "search.heart", "", "share", 0, 1,
     "those who lose heart at each station"},
    {SearchFamily::again, "search.again", "", "share", 0, 1,
     "those who set out again on a later sighting"},
    {SearchFamily::meeting, "search.meeting", "", "share", 0, 1,
     "of two who are at one station, who meet"},
    {SearchFamily::sightings, "search.sightings", "", "per_year", 0, 50,
     "rate of being seen by somebody from home"},
    {SearchFamily::lag_days, "search.lag_days", "", "days", 1, 1000,
     "until what was seen is told at home, at most"},
    {SearchFamily::error, "search.error", "", "share", 0, 1,
     "sightings of somebody else, elsewhere"},
    {SearchFamily::entry_quality, "search.entry_quality", "", "share", 0, 1,
     "entries in camp books with parents' names"},
    {SearchFamily::knows_from, "search.knows_from", "", "years", 0, 20,
     "age at which the first children can name their home"},
    {SearchFamily::knows_all, "search.knows_all", "", "years", 1, 30, "age at which all can"},
    {SearchFamily::crowd, "search.crowd", "", "persons", 1, 1e6,
     "children in a book among whom half are overlooked"},
    {SearchFamily::checks_per_year, "search.checks_per_year", "", "per_year", 0, 50,
     "looks at the house paid for, in full hope"},
    {SearchFamily::fee, "search.fee", "", "thousand_won", 0, 1e6,
     "that a go-between takes for one"},
    {SearchFamily::true_report, "search.true_report", "", "share", 0, 1,
     "go-betweens who go there and tell the truth"},
    {SearchFamily::settling_months, "search.settling_months", "", "months", 0, 120,
     "in the South before anybody can be paid"},
    {SearchFamily::decay, "search.decay", "", "per_year", 0, 10,
     "at which belief that the lost are alive fades"},
    {SearchFamily::least_belief, "search.least_belief", "", "share", 1e-6, 1,
     "what is left of it in the end"},
    {SearchFamily::remembered, "search.remembered", "", "count", 1, 100,
     "sightings of one person that neighbours keep in mind"},
    {SearchFamily::last_age, "search.last_age", "", "age", 40, 120,
     "age from which nobody sets out to search"},
});

namespace search {

double belief(const SearchNumbers::Values& p, double years) noexcept
{
    const double least = p[SearchFamily::least_belief];
    return least +
           (1 - least) * engine::exponential(-p[SearchFamily::decay] * std::max(0.0, years));
}

double match(const SearchNumbers::Values& p, double age, double children) noexcept
{
    const double from = p[SearchFamily::knows_from];
    const double span = std::max(1.0, p[SearchFamily::knows_all] - from);
    const double knows = std::clamp((age - from) / span, 0.0, 1.0);
    const double named = p[SearchFamily::entry_quality];
    return named + (1 - named) * knows / (1 + children / p[SearchFamily::crowd]);
}

} // namespace search
} // namespace counterlife::model
