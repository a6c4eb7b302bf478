// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/audit/audit.h"

#include "study/audit/grounds.h"
#include "study/nation/stages.h"

#include <algorithm>

namespace counterlife::study::audit {
Audit::Audit(const RunDescription& description, const Grammar& grammar,
             std::span<const model::PlaceFacts> places)
    : description_{description}, grammar_{grammar}, frame_{description.from, description.to, {}},
      numbers_{stage_numbers(description)}
{
    for (const std::string& name : description.places) {
        const auto at = std::ranges::find(places, name, &model::PlaceFacts::name);
        grounds_.push_back(at == places.end() ? 0 : grounds_of(*at));
        if (at == places.end()) unknown_places_.push_back(name);
    }
    frame_.grounds = grounds_;
}

void Audit::check_lives_once()
{
    if (std::exchange(lives_checked_, true)) return;
    people_.link();
    check_lives(people_, grammar_, frame_, findings_);
}

void Audit::add_events(const arrow::Table& group)
{
    check_lives_once();
    if (!walk_)
        walk_.emplace(people_, grammar_, frame_, numbers_, description_.events == "all", findings_);
    walk_->add(group);
}

void Audit::finish(const std::function<void(std::int64_t, std::int64_t)>& tell)
{
    check_lives_once();
    if (walk_) walk_->finish(tell);
}

std::vector<std::string> Audit::notes() const
{
    std::vector<std::string> notes;
    for (const std::string& place : unknown_places_)
        notes.push_back("the place " + place +
                        " is on no map of this program: where events may "
                        "happen is not checked there");
    if (!walk_) {
        notes.emplace_back("without events only lives.parquet is checked: links, parents, spouses, "
                           "siblings and kin; the rows of data/grammar/rules.csv, spells, stages, "
                           "places, mail and news need `--events all`");
        return notes;
    }
    if (!walk_->in_order())
        notes.emplace_back("events.parquet is not in the order of persons and days");
    if (description_.events != "all")
        notes.emplace_back(
            "the run has the events of a sample: theirs are checked, but not whether "
            "mail could reach people, nor whether every birth and death is told");
    for (const auto& [rule, events] : walk_->unknown_rules())
        notes.push_back("the run was written by another version: " + std::to_string(events) +
                        " events of " + rule + ", which this one does not know, are not checked");
    return notes;
}

} // namespace counterlife::study::audit
