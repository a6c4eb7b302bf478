// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/numbers.h"

#include "model/army/numbers.h"
#include "model/belief/numbers.h"
#include "model/border/nearness.h"
#include "model/border/numbers.h"
#include "model/china/numbers.h"
#include "model/claims.h"
#include "model/family/numbers.h"
#include "model/food/numbers.h"
#include "model/health/numbers.h"
#include "model/household/numbers.h"
#include "model/labour/numbers.h"
#include "model/marriage/numbers.h"
#include "model/mine/numbers.h"
#include "model/party/numbers.h"
#include "model/person/numbers.h"
#include "model/places/map.h"
#include "model/population_numbers.h"
#include "model/privilege/numbers.h"
#include "model/residence/gravity.h"
#include "model/residence/numbers.h"
#include "model/route/numbers.h"
#include "model/school/numbers.h"
#include "model/search/numbers.h"
#include "model/security/numbers.h"
#include "model/south/numbers.h"

#include <algorithm>
#include <array>
#include <string>

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

std::vector<FamilySpec> with_own_numbers(std::vector<FamilySpec> all)
{
    for (const OwnNumber* one : own_numbers())
        std::ranges::find(all, one->family(), &FamilySpec::family)
            ->parameters.push_back({one->name, one->unit, {}, one->least, one->most, one->meaning});
    return all;
}

} // namespace

FamilySpec PopulationNumbers::spec()
{
    return {.institution = "person",
            .family = "population",
            .parameters = {{"population.start_population", "thousand_persons", start_keys(), 0,
                            100000, "persons alive at the start by sex and age"},
                           {"population.mother_gap",
                            "years",
                            {"least", "most", "usual", "reach"},
                            10,
                            60,
                            "age of mothers at a birth before the start: the least, the most, the "
                            "usual, and how far from it they become unlikely"},
                           {"population.large_family",
                            "ratio",
                            {},
                            0,
                            10,
                            "how much less likely each further child of one mother is"},
                           {"population.mother_alive_until",
                            "age",
                            {},
                            0,
                            100,
                            "age at the start from which nobody's mother is alive"},
                           {"population.at_home_from",
                            "age",
                            {},
                            10,
                            100,
                            "age above which women keep house at the start"},
                           {"population.spell_spread",
                            "share",
                            {},
                            0,
                            0.9,
                            "by which a stay, a sentence or a wait may be shorter or longer than "
                            "is usual"},
                           {"population.siblings",
                            "persons",
                            {},
                            1,
                            10,
                            "alive at the start in one place, of a couple that is dead"},
                           {"population.forebears_from",
                            "year",
                            {},
                            1800,
                            1955,
                            "year of birth from which whoever died before the start has parents "
                            "on record"},
                           {"population.war_years",
                            "year",
                            {"first", "last"},
                            1800,
                            1955,
                            "of war before the start"},
                           {"population.war_deaths",
                            "ratio",
                            {"M", "F"},
                            0,
                            100,
                            "death rates of men and women in the years of war, where ordinary ones "
                            "are 1"}}};
}

PopulationNumbers::PopulationNumbers(const ParameterSet& set)
    : start{set, "population.start_population", start_keys()},
      guess{set, std::array<Dated<guesses>::Name, guesses>{{{"population.mother_gap", "least"},
                                                            {"population.mother_gap", "most"},
                                                            {"population.mother_gap", "usual"},
                                                            {"population.mother_gap", "reach"},
                                                            {"population.large_family", ""},
                                                            {"population.mother_alive_until", ""},
                                                            {"population.at_home_from", ""},
                                                            {"population.spell_spread", ""},
                                                            {"population.siblings", ""},
                                                            {"population.forebears_from", ""},
                                                            {"population.war_years", "first"},
                                                            {"population.war_years", "last"},
                                                            {"population.war_deaths", "M"},
                                                            {"population.war_deaths", "F"}}}}
{
}

namespace {

/// The rows of an institution's table follow its enumerators, so that another number may stand
/// among those of one name. In files a name is one parameter, with all of its keys.
std::vector<FamilySpec> with_each_name_once(std::vector<FamilySpec> families)
{
    for (FamilySpec& family : families) {
        std::vector<ParameterSpec> once;
        for (ParameterSpec& spec : family.parameters) {
            const auto same = std::ranges::find(once, spec.name, &ParameterSpec::name);
            if (same == once.end()) {
                once.push_back(std::move(spec));
                continue;
            }
            same->keys.insert(same->keys.end(), spec.keys.begin(), spec.keys.end());
            same->least = std::min(same->least, spec.least);
            same->most = std::max(same->most, spec.most);
        }
        family.parameters = std::move(once);
    }
    return families;
}

} // namespace

std::span<const FamilySpec> families()
{
    static const std::vector<FamilySpec> all = with_each_name_once(with_own_numbers(
        {Claims::spec(),         PopulationNumbers::spec(), DeathNumbers::spec(),
         BirthNumbers::spec(),   HouseholdNumbers::spec(),  MarriageNumbers::spec(),
         SchoolNumbers::spec(),  MovementNumbers::spec(),   ArmyNumbers::spec(),
         PartyNumbers::spec(),   LabourNumbers::spec(),     PolicyNumbers::spec(),
         MineNumbers::spec(),    PrivilegeNumbers::spec(),  HealthNumbers::spec(),
         FoodNumbers::spec(),    SecurityNumbers::spec(),   BeliefNumbers::spec(),
         RankingNumbers::spec(), BorderNumbers::spec(),     ChinaNumbers::spec(),
         RouteNumbers::spec(),   PenalNumbers::spec(),      SouthNumbers::spec(),
         KinNumbers::spec(),     SearchNumbers::spec(),     Map::spec()}));
    return all;
}

template <class T, class... From> const T& Numbers::keep(From&&... from)
{
    const auto made = std::make_shared<const T>(std::forward<From>(from)...);
    kept_.push_back(made);
    return *made;
}

Numbers::Numbers(const ParameterSet& set, std::vector<PlaceFacts> places,
                 const RuleSwitches& switches, std::vector<PolicyOrder> policy_orders)
    : orders{std::move(policy_orders)}, claims{keep<Claims>(set, switches)},
      population{keep<PopulationNumbers>(set)}, death{keep<DeathNumbers>(set)},
      birth{keep<BirthNumbers>(set)}, household{keep<HouseholdNumbers>(set)},
      marriage{keep<MarriageNumbers>(set)}, school{keep<SchoolNumbers>(set)},
      movement{keep<MovementNumbers>(set)}, army{keep<ArmyNumbers>(set)},
      party{keep<PartyNumbers>(set)}, labour{keep<LabourNumbers>(set)},
      policy{keep<PolicyNumbers>(set)}, mine{keep<MineNumbers>(set)},
      privilege{keep<PrivilegeNumbers>(set)}, health{keep<HealthNumbers>(set)},
      food{keep<FoodNumbers>(set)}, security{keep<SecurityNumbers>(set)},
      belief{keep<BeliefNumbers>(set)}, ranking{keep<RankingNumbers>(set)},
      border{keep<BorderNumbers>(set)}, china{keep<ChinaNumbers>(set)},
      route{keep<RouteNumbers>(set)}, penal{keep<PenalNumbers>(set)},
      south{keep<SouthNumbers>(set)}, family{keep<KinNumbers>(set)},
      search{keep<SearchNumbers>(set)}, map{keep<Map>(std::move(places), set)},
      gravity{keep<Gravity>(map, movement)}, nearness{keep<Nearness>(map, border)}, own{set}
{
}

PlaceId Numbers::worst_mine() const noexcept
{
    for (const PolicyOrder& order : orders)
        if (order.worst != engine::nowhere) return order.worst;
    return engine::nowhere;
}

} // namespace counterlife::model
