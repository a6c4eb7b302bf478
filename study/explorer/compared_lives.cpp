// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/explorer/compared_lives.h"

#include "study/record/run_tables.h"
#include "study/record/table_reading.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <future>
#include <map>
#include <string>
#include <utility>

namespace counterlife::study::explorer {
namespace {

constexpr std::array<std::string_view, 9> outcomes{
    "alive",        "years_lived",     "school_years", "college", "party_member",
    "ever_married", "family_together", "children",     "crossed"};
constexpr std::size_t width = outcomes.size();

/// A life as far as its row tells of outcomes.
struct Row {
    engine::LifeId who = engine::nobody;
    std::array<float, width> values{};
};

const std::vector<std::string> columns{"identity", "born",         "died",     "marital",
                                       "school",   "school_years", "admitted", "marriages",
                                       "children", "crossings"};

/// The rows of a table of lives, those left out who died before the run.
std::expected<void, Complaints> each_life(const Side& side,
                                          const std::function<void(const Row&)>& use)
{
    const auto file = side.lives.path() / lives_file;
    const auto table = TableReader::open(file, *schema_of(life_columns({})));
    if (!table) return std::unexpected{damaged(file, table.error())};
    const engine::Day from = side.description().from, to = side.description().to;
    const auto read = table->each_group(columns, [&](const arrow::Table& group) {
        const auto identities = array_of<arrow::Int64Array>(group, "identity");
        const auto born = array_of<arrow::Date32Array>(group, "born");
        const auto died = array_of<arrow::Date32Array>(group, "died");
        const auto marital = array_of<arrow::DictionaryArray>(group, "marital");
        const auto school = array_of<arrow::DictionaryArray>(group, "school");
        const auto years = array_of<arrow::Int16Array>(group, "school_years");
        const auto admitted = array_of<arrow::Date32Array>(group, "admitted");
        const auto marriages = array_of<arrow::Int16Array>(group, "marriages");
        const auto children = array_of<arrow::Int16Array>(group, "children");
        const auto crossings = array_of<arrow::Int16Array>(group, "crossings");
        const auto is = [](bool one) { return one ? 1.0F : 0.0F; };
        for (std::int64_t row = 0; row < group.num_rows(); ++row) {
            const bool alive = died->IsNull(row);
            if (!alive && engine::Day{died->Value(row)} < from) continue;
            const engine::Day end = alive ? to : engine::Day{died->Value(row)};
            const bool married =
                marital->GetValueIndex(row) == static_cast<std::int64_t>(Marital::married);
            const bool graduate =
                school->GetValueIndex(row) == static_cast<std::int64_t>(School::graduate);
            use({.who = static_cast<engine::LifeId>(identities->Value(row)),
                 .values = {is(alive),
                            static_cast<float>(engine::years(end - engine::Day{born->Value(row)})),
                            static_cast<float>(years->Value(row)), is(graduate),
                            is(!admitted->IsNull(row)), is(marriages->Value(row) > 0),
                            is(alive && married), static_cast<float>(children->Value(row)),
                            is(crossings->Value(row) > 0)}});
        }
    });
    if (!read) return std::unexpected{damaged(file, read.error())};
    return {};
}

/// Keeps those who changed most.
class Most {
public:
    explicit Most(std::size_t count) : count_{count} {}

    void add(engine::LifeId who, const ChangedLife& life)
    {
        const double change = std::abs(life.there - life.here);
        if (change == 0) return;
        const Key key{-change, engine::mix(who, engine::stream_of("explorer.changed"))};
        if (kept_.size() >= count_ && std::prev(kept_.end())->first <= key) return;
        kept_.emplace(key, life);
        if (kept_.size() > count_) kept_.erase(std::prev(kept_.end()));
    }
    std::vector<ChangedLife> done() const
    {
        std::vector<ChangedLife> all;
        all.reserve(kept_.size());
        for (const auto& [key, life] : kept_) all.push_back(life);
        return all;
    }

private:
    using Key = std::pair<double, std::uint64_t>;
    std::size_t count_;
    std::map<Key, ChangedLife> kept_;
};

/// The events of one run, person by person in the order of identities. While one row group is
/// looked at the next is read.
class EventStream {
public:
    /// `same`: by the numbers of this run, those of the same people in another by which they are
    /// told apart; none: their own.
    EventStream(const Side& side, TableReader table, std::vector<PersonNumber> same)
        : side_{side}, table_{std::move(table)}, same_{std::move(same)}
    {
        read_ahead();
    }
    EventStream(const EventStream&) = delete;
    EventStream& operator=(const EventStream&) = delete;
    ~EventStream() = default; // Waits for what is being read.

    struct Event {
        engine::Day day;
        std::uint64_t rest = 0; ///< what happened, with whom, and what its detail says

        friend auto operator<=>(const Event&, const Event&) = default;
    };

    /// Goes on to the next person; false where there is none.
    bool next()
    {
        events_.clear();
        who_ = number_of_nobody;
        while (fill()) {
            for (; at_ < people_->length(); ++at_) {
                const PersonNumber person = people_->Value(at_);
                if (person < 0) continue;
                if (who_ == number_of_nobody) who_ = person;
                if (person != who_) return true;
                events_.push_back(event());
            }
        }
        return who_ != number_of_nobody && failure_.empty();
    }

    engine::LifeId who() const { return side_.lives.numbers().identity(who_); }
    const std::vector<Event>& events() const { return events_; }
    const std::string& failure() const { return failure_; }

private:
    bool fill()
    {
        if (people_ != nullptr && at_ < people_->length()) return true;
        if (!ahead_.valid()) return false;
        const Read read = ahead_.get();
        if (!read) {
            failure_ = read.error();
            return false;
        }
        const arrow::Table& group = **read;
        people_ = array_of<arrow::Int32Array>(group, "person");
        dates_ = array_of<arrow::Date32Array>(group, "date");
        rules_ = array_of<arrow::DictionaryArray>(group, "event");
        others_ = array_of<arrow::Int32Array>(group, "other");
        details_ = array_of<arrow::Int32Array>(group, "detail");
        at_ = 0;
        read_ahead();
        return true;
    }

    void read_ahead()
    {
        if (group_ == table_.groups()) return;
        const int number = group_++;
        // Where a thread is refused the group is read when it is wanted.
        ahead_ = std::async(std::launch::async | std::launch::deferred, [this, number] {
            return table_.group(number, {"person", "date", "event", "other", "detail"});
        });
    }

    Event event() const
    {
        const std::uint64_t other = key_of(others_->Value(at_));
        const auto rule = static_cast<std::uint64_t>(rules_->GetValueIndex(at_));
        const auto detail = static_cast<std::uint32_t>(details_->Value(at_));
        return {engine::Day{dates_->Value(at_)}, engine::mix(other, rule << 32 | detail)};
    }

    using Read = std::expected<std::shared_ptr<arrow::Table>, std::string>;

    /// Numbers of people lie below all identities.
    std::uint64_t key_of(PersonNumber number) const
    {
        if (number < 0) return side_.lives.numbers().identity(number);
        const auto at = static_cast<std::size_t>(number);
        return static_cast<std::uint64_t>(at < same_.size() ? same_[at] : number);
    }

    const Side& side_;
    TableReader table_;
    std::vector<PersonNumber> same_;
    int group_ = 0;
    std::future<Read> ahead_;
    std::int64_t at_ = 0;
    PersonNumber who_ = number_of_nobody;
    std::vector<Event> events_;
    std::string failure_;
    std::shared_ptr<arrow::Int32Array> people_, others_, details_;
    std::shared_ptr<arrow::Date32Array> dates_;
    std::shared_ptr<arrow::DictionaryArray> rules_;
};

/// The year of the first event that only one of the two has.
std::int16_t parted_in(const std::vector<EventStream::Event>& a,
                       const std::vector<EventStream::Event>& b)
{
    const auto [one, other] = std::ranges::mismatch(a, b);
    if (one == a.end() && other == b.end()) return never_parts;
    engine::Day day = engine::no_day;
    if (one != a.end()) day = one->day;
    if (other != b.end()) day = std::min(day, other->day);
    return static_cast<std::int16_t>(engine::year_of(day));
}

/// By the numbers of one run, those of the same people in the other; -1: nobody there.
std::vector<PersonNumber> same_people(const PersonNumbers& of, const PersonNumbers& in)
{
    const auto a = of.people(), b = in.people();
    std::vector<PersonNumber> same(a.size() + 1, -1);
    same.front() = number_of_nobody;
    for (std::size_t i = 0, j = 0; i < a.size(); ++i) {
        while (j < b.size() && b[j] < a[i]) ++j;
        if (j < b.size() && b[j] == a[i]) same[i + 1] = static_cast<PersonNumber>(j + 1);
    }
    return same;
}

} // namespace

std::expected<PartedYears, Complaints> compare_events(const Side& here, const Side& there)
{
    PartedYears years(here.lives.numbers().people().size(), not_compared);
    if (here.description().events == "none" || there.description().events == "none") return years;
    const auto file_here = here.lives.path() / events_file;
    const auto file_there = there.lives.path() / events_file;
    auto table_here = TableReader::open(file_here, *schema_of(event_columns({})));
    if (!table_here) return std::unexpected{damaged(file_here, table_here.error())};
    auto table_there = TableReader::open(file_there, *schema_of(event_columns({})));
    if (!table_there) return std::unexpected{damaged(file_there, table_there.error())};
    EventStream a{here, std::move(*table_here), {}};
    EventStream b{there, std::move(*table_there),
                  same_people(there.lives.numbers(), here.lives.numbers())};
    bool has_a = a.next(), has_b = b.next();
    while (has_a && has_b) {
        const engine::LifeId one = a.who(), other = b.who();
        if (one == other)
            years[static_cast<std::size_t>(here.number(one) - 1)] =
                parted_in(a.events(), b.events());
        if (one <= other) has_a = a.next();
        if (other <= one) has_b = b.next();
    }
    if (!a.failure().empty()) return std::unexpected{damaged(file_here, a.failure())};
    if (!b.failure().empty()) return std::unexpected{damaged(file_there, b.failure())};
    return years;
}

std::expected<std::vector<ComparedOutcome>, Complaints>
compare_lives(const Side& here, const Side& there, const PartedYears& parted, std::size_t most)
{
    std::vector<Row> rows;
    const auto read = each_life(here, [&](const Row& row) { rows.push_back(row); });
    if (!read) return std::unexpected{read.error()};
    std::vector<ComparedOutcome> compared;
    compared.reserve(width);
    for (const std::string_view name : outcomes) compared.push_back({find_outcome(name)});
    std::vector<Most> changed(width, Most{most});
    std::size_t at = 0; // Both tables are in the order of identities.
    const auto done = each_life(there, [&](const Row& other) {
        while (at < rows.size() && rows[at].who < other.who) ++at;
        if (at == rows.size() || rows[at].who != other.who) return;
        const PersonNumber number = here.number(other.who);
        const bool same = parted[static_cast<std::size_t>(number - 1)] == never_parts;
        for (std::size_t i = 0; i < width; ++i) {
            const double a = double{rows[at].values[i]}, b = double{other.values[i]};
            compared[i].sums.add(a, b, same);
            changed[i].add(other.who, {number, a, b});
        }
    });
    if (!done) return std::unexpected{done.error()};
    for (std::size_t i = 0; i < width; ++i) compared[i].most = changed[i].done();
    return compared;
}

} // namespace counterlife::study::explorer
