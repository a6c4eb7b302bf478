// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/numbers.h"

namespace counterlife::model {

namespace {

std::vector<std::string> start_keys()
{
    std::vector<std::string> keys;
    for (const char* sex : {"M/", "F/"})
        for (int age = 0; age <= 100; age += 5)
            keys.push_back(sex + (age == 100
                                      ? std::string{"100+"}
                                      : std::to_string(age) + "-" + std::to_string(age + 4)));
    return keys;
}

} // namespace

FamilySpec PopulationNumbers::spec()
{
    return {.institution = "person",
            .family = "population",
            .parameters = {{"population.start_population", "thousand_persons", start_keys(), 0,
                            100000, "persons alive at the start by sex and age"}}};
}

PopulationNumbers::PopulationNumbers(const ParameterSet& set)
    : start{set, "population.start_population", start_keys()}
{
}

std::span<const FamilySpec> families()
{
    static const std::vector<FamilySpec> all{
        Claims::spec(),         PopulationNumbers::spec(), DeathNumbers::spec(),
        BirthNumbers::spec(),   HouseholdNumbers::spec(),  MarriageNumbers::spec(),
        SchoolNumbers::spec(),  MovementNumbers::spec(),   ArmyNumbers::spec(),
        PartyNumbers::spec(),   LabourNumbers::spec(),     PolicyNumbers::spec(),
        MineNumbers::spec(),    PrivilegeNumbers::spec(),  HealthNumbers::spec(),
        FoodNumbers::spec(),    SecurityNumbers::spec(),   BeliefNumbers::spec(),
        RankingNumbers::spec(), BorderNumbers::spec(),     ChinaNumbers::spec(),
        RouteNumbers::spec(),   PenalNumbers::spec(),      SouthNumbers::spec(),
        KinNumbers::spec(),     SearchNumbers::spec(),     Map::spec()};
    return all;
}

} // namespace counterlife::model
