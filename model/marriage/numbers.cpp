// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "model/marriage/numbers.h"
#include "model/marriage/marriage.h"

namespace counterlife::model {

namespace {

std::vector<std::string> by_sex(const std::vector<std::string>& keys)
{
    std::vector<std::string> both;
    for (const char* sex : {"M/", "F/"})
        for (const std::string& key : keys) both.push_back(sex + key);
    return both;
}

std::vector<std::string> readiness_keys()
{
    std::vector<std::string> keys;
    keys.reserve(MarriageNumbers::groups);
    for (std::size_t i = 0; i < MarriageNumbers::groups; ++i)
        keys.push_back(std::to_string(MarriageNumbers::bounds[i]) + "-" +
                       std::to_string(MarriageNumbers::bounds[i + 1] - 1));
    return by_sex(keys);
}

std::vector<std::string> start_keys()
{
    std::vector<std::string> keys;
    for (int age = 15; age < 75; age += 5)
        keys.push_back(std::to_string(age) + "-" + std::to_string(age + 4));
    keys.emplace_back("75+");
    return by_sex(keys);
}

const std::vector<std::string> remarriage_keys{"M/widowed", "M/divorced", "F/widowed",
                                               "F/divorced"};

} // namespace

const std::array<Scalar, RankingFamily::count> RankingFamily::table =
    in_order<RankingFamily::count>({
        {RankingFamily::membership, "ranking.weight", "membership", "weight", 0, 1000,
         "how much women go by it"},
        {RankingFamily::service, "ranking.weight", "service", "weight", 0, 1000, ""},
        {RankingFamily::diploma, "ranking.weight", "diploma", "weight", 0, 1000, ""},
        {RankingFamily::wealth, "ranking.weight", "wealth", "weight", 0, 1000, ""},
        {RankingFamily::noise, "ranking.taste_noise", "", "weight", 0, 1000,
         "how far tastes differ"},
        {RankingFamily::reluctance, "ranking.reluctance", "", "ratio", 0, 20,
         "how much more rarely a woman agrees to a man without anything to show, in powers of e"},
        {RankingFamily::joke, "ranking.joke", "", "share", 0, 1,
         "men outside the party who evade the question with a pun"},
        {RankingFamily::respect, "ranking.respect", "", "share", 0, 0.5,
         "regard a wife has for a husband on account of membership"},
    });

FamilySpec MarriageNumbers::spec()
{
    return {.institution = "marriage",
            .family = "marriage",
            .parameters = {
                {"marriage.readiness", "per_year", readiness_keys(), 0, 10,
                 "rate at which the never married begin to look for a spouse"},
                {"marriage.readiness_spread",
                 "years",
                 {"M", "F"},
                 0,
                 8,
                 "of age by which people of one age differ in readiness, standard deviation"},
                {"marriage.remarriage", "per_year", remarriage_keys, 0, 5,
                 "rate at which the widowed and divorced begin to look again"},
                {"marriage.least_age",
                 "age",
                 {"M", "F"},
                 17,
                 30,
                 "age from which men and women may marry"},
                {"marriage.remarriage_age_limit",
                 "age",
                 {"M", "F"},
                 20,
                 100,
                 "age from which nobody looks for another spouse"},
                {"marriage.age_gap_mean",
                 "years",
                 {},
                 -10,
                 15,
                 "husband's age less wife's age that men look for, mean"},
                {"marriage.age_gap_spread", "years", {}, 0, 10, "and its standard deviation"},
                {"marriage.age_gap_reach",
                 "years",
                 {},
                 1,
                 40,
                 "how far from the age gap they look for men are introduced to women"},
                {"marriage.urgency",
                 "ratio",
                 {},
                 0,
                 10,
                 "years of an unlikely age gap that are overlooked for a year of a woman's "
                 "lateness"},
                {"marriage.urgency_age", "age", {}, 17, 60, "age from which a woman is late"},
                {"marriage.divorce", "per_year", {}, 0, 1, "rate of divorce per marriage"},
                {"marriage.divorce_without_regard",
                 "ratio",
                 {},
                 1,
                 20,
                 "how many times that rate for a wife without regard for her husband; full "
                 "regard takes one from it"},
                {"marriage.start_married", "share", start_keys(), 0, 1,
                 "share married at the start by sex and age"},
                {"marriage.start_widowed", "share", start_keys(), 0, 1,
                 "share widowed at the start by sex and age"}}};
}

MarriageNumbers::MarriageNumbers(const ParameterSet& set)
    : readiness{set, "marriage.readiness", readiness_keys()},
      own_years{set, "marriage.readiness_spread", {"M", "F"}},
      remarriage{set, "marriage.remarriage", remarriage_keys},
      least_age{set, "marriage.least_age", {"M", "F"}},
      age_limit{set, "marriage.remarriage_age_limit", {"M", "F"}},
      gap{set, std::array<Dated<3>::Name, 3>{{{"marriage.age_gap_mean", ""},
                                              {"marriage.age_gap_spread", ""},
                                              {"marriage.age_gap_reach", ""}}}},
      urgency{set, std::array<Dated<2>::Name, 2>{{{"marriage.urgency", ""},
                                                  {"marriage.urgency_age", ""}}}},
      divorce{set, "marriage.divorce", {""}},
      without_regard{set, "marriage.divorce_without_regard", {""}}, highest_readiness{readiness, 4},
      highest_own_years{own_years, 4}, highest_remarriage{remarriage, 6},
      highest_age_limit{age_limit, 6}, highest_divorce{divorce, 20},
      highest_without_regard{without_regard, 20},
      start_married{set, "marriage.start_married", start_keys()},
      start_widowed{set, "marriage.start_widowed", start_keys()}
{
}

} // namespace counterlife::model
