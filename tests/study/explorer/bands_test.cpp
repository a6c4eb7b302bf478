// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// The bands of a life, told from its events, end where the table of lives says that it ended.

#include "study/explorer/bands.h"

#include "model/stage_codes.h"
#include "study/account/sentences.h"
#include "study/input/places_file.h"
#include "study/record/status.h"
#include "tests/study/explorer/explored_run.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace counterlife::study {
namespace {

using namespace explorer;

/// What the row of a life says of its end, as a band would.
std::string stage_of(const LifeRow& row)
{
    using model::Stage;
    if (row.stage == Stage::child) return row.school == School::pupil ? "pupil" : "child";
    if (row.stage != Stage::worker) {
        for (const model::Code& code : model::stage_codes)
            if (code.value == static_cast<int>(row.stage)) return std::string{code.name};
    }
    const auto sector = static_cast<std::size_t>(row.sector);
    return std::string{status_names[static_cast<std::size_t>(Status::farm) + sector]};
}

std::string marital_of(const LifeRow& row)
{
    constexpr const char* words[]{"never_married", "married", "widowed", "divorced"};
    return words[static_cast<std::size_t>(row.marital)];
}

std::string standing_of(const LifeRow& row)
{
    constexpr const char* words[]{"outside", "member", "lapsed", "cancelled"};
    return words[static_cast<std::size_t>(row.standing)];
}

/// How many lives end otherwise than their rows, by band, and one of each for whoever looks.
struct Ends {
    std::map<std::string, int> wrong;
    std::map<std::string, std::string> one;
    std::set<std::string> codes;
    int lives = 0, on_the_way = 0;
};

class Ending {
public:
    explicit Ending(const std::filesystem::path& run)
        : file_{*open_run(run)}, numbers_{*read_numbers(run)}, places_{*place_names_of(run)},
          tables_{run}, stages_{stage_numbers(file_.description)}
    {
        const auto places = read_places(tree / "data");
        for (const model::PlaceFacts& place : *places)
            if (place.kind == model::PlaceKind::abroad || place.kind == model::PlaceKind::south)
                abroad_.insert(place.name);
    }

    Ends all()
    {
        Ends ends;
        for (const engine::LifeId id : numbers_.people()) {
            const LifeRow row = tables_.lives_of(numbers_, std::span{&id, 1})->front();
            if (row.died >= file_.description.from) look_at(row, ends);
        }
        return ends;
    }

private:
    void look_at(const LifeRow& row, Ends& ends)
    {
        ++ends.lives;
        const auto events = *tables_.events_of(numbers_, row.person);
        const WhoIsWho cast{row.person, std::span{&row, 1}, places_};
        const BandMaterial material{
            .cast = cast,
            .events = events,
            .run = file_.description,
            .stages = stages_,
            .born_abroad = !row.founder && abroad_.contains(cast.place_name(row.birth_place)),
            .stays = *tables_.stays_of(numbers_, row.person)};
        const auto bands = bands_of(material);
        for (const Band& band : bands) {
            for (const BandSpell& spell : band.spells) ends.codes.insert(spell.code);
            EXPECT_TRUE(is_sound(band, row)) << band.name << " of " << numbers_.of(row.person);
        }
        const auto compare = [&](const Band& band, const std::string& so) {
            if (!band.spells.empty() && band.spells.back().code == so) return;
            ++ends.wrong[std::string{band.name}];
            ends.one[std::string{band.name}] =
                std::to_string(numbers_.of(row.person)) + " is " + so + ", told " +
                (band.spells.empty() ? "nothing" : band.spells.back().code);
        };
        // Of those who are on the way when the run ends the table says where to, and that they wait
        // for work there.
        const bool is_last = !events.empty() && file_.description.to - events.back().day < 14;
        if (row.died == engine::no_day && is_last &&
            bands[1].spells.back().code != cast.place_name(row.place))
            ++ends.on_the_way;
        else {
            compare(bands[0], stage_of(row));
            compare(bands[1], cast.place_name(row.place));
        }
        compare(bands[2], marital_of(row));
        compare(bands[4], standing_of(row));
    }

    /// Spells follow on each other without a gap, from the first day that is told to the last.
    bool is_sound(const Band& band, const LifeRow& row) const
    {
        const auto& spells = band.spells;
        if (spells.empty()) return band.name == "food";
        if (spells.front().from != std::max(row.born, file_.description.from)) return false;
        for (std::size_t i = 0; i + 1 < spells.size(); ++i)
            if (spells[i].to != spells[i + 1].from || spells[i].from >= spells[i].to) return false;
        return spells.back().to == row.died && spells.back().from <= row.died;
    }

    RunFile file_;
    PersonNumbers numbers_;
    std::vector<std::string> places_;
    LifeTables tables_;
    StageNumbers stages_;
    std::set<std::string> abroad_;
};

TEST(Bands, end_as_the_table_of_lives_says)
{
    const Ends ends = Ending{ExploredRuns::get().here()}.all();
    EXPECT_GT(ends.lives, 15'000);
    EXPECT_LT(ends.on_the_way, ends.lives / 500);
    for (const auto& [band, count] : ends.wrong)
        ADD_FAILURE() << count << " of " << ends.lives << ": " << band << ", such as "
                      << ends.one.at(band);
    for (const char* code : {"soldier", "mine", "abroad", "custody", "south", "member", "lapsed",
                             "cancelled", "widowed", "divorced", "with_child", "ward", "household"})
        EXPECT_TRUE(ends.codes.contains(code)) << code;
}

} // namespace
} // namespace counterlife::study
