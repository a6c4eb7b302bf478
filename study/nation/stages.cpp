// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/nation/stages.h"

#include "model/nation.h"
#include "study/nation/simulation.h"

namespace counterlife::study::nation {
namespace {

using model::Stage;

constexpr Status status_of(Stage stage, bool pupil, Status work)
{
    switch (stage) {
    case Stage::child:
        return pupil ? Status::pupil : Status::child;
    case Stage::waiting:
        return Status::waiting;
    case Stage::worker:
        return work;
    case Stage::soldier:
        return Status::soldier;
    case Stage::student:
        return Status::student;
    case Stage::ward:
        return Status::ward;
    case Stage::absent:
        return Status::absent;
    case Stage::idle:
        return Status::idle;
    case Stage::trader:
        return Status::trader;
    case Stage::detained:
        return Status::detained;
    case Stage::adrift:
        return Status::adrift;
    case Stage::camp:
        return Status::camp;
    case Stage::at_home:
        return Status::at_home;
    case Stage::retired:
        return Status::retired;
    case Stage::leaving:
        return Status::leaving;
    case Stage::abroad:
        return Status::abroad;
    case Stage::custody:
        return Status::custody;
    case Stage::journey:
        return Status::journey;
    case Stage::south:
        return Status::south;
    case Stage::seeking:
        return Status::seeking;
    }
    return work;
}

constexpr Status in_sector(model::Sector sector)
{
    return static_cast<Status>(static_cast<int>(Status::farm) + static_cast<int>(sector));
}

} // namespace

Turn turn_of(std::string_view rule, std::int32_t detail)
{
    const model::Rule* one = model::find_rule(rule);
    const bool has_record = one != nullptr && one->beside.record != nullptr;
    return has_record ? one->beside.record->leads(detail) : Turn::none;
}

std::vector<std::string_view> turning_rules()
{
    std::vector<std::string_view> rules;
    for (const model::Rule* rule : model::Nation::rules())
        if (const model::Record* record = rule->beside.record;
            record != nullptr && (record->turns != Turn::none || record->turn != nullptr))
            rules.push_back(rule->name);
    return rules;
}

StageNumbers stage_numbers(const RunDescription& description)
{
    return {model::ParameterSet{description.parameters},
            engine::Luck{seed_of(description.seed, description.replicate)}, description.from};
}

Status Journey::status() const
{
    return status_of(course_.stage(), course_.is_pupil(),
                     course_.knows_sector() ? in_sector(course_.sector()) : Status::worker);
}

} // namespace counterlife::study::nation
