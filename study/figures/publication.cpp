// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/publication.h"

#include "study/text/nearest.h"
#include "study/text/numbers_and_dates.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace counterlife::study::figures {
namespace {

constexpr std::array origins{Origin::count, Origin::estimate, Origin::projection};
constexpr std::array<std::string_view, 1> unknown{"unknown"};

/// The year in which a year, a month or a day lies; none if the text is none of these.
std::optional<int> year_in(std::string_view text)
{
    constexpr std::string_view first_month = "-01-01";
    std::string day{text};
    if (text.size() == 4) day += first_month;
    if (text.size() == 7) day += first_month.substr(3);
    const auto date = parse_date(day);
    if (!date) return std::nullopt;
    const int year = engine::year_of(*date);
    return year >= 1900 && year <= 2100 ? std::optional{year} : std::nullopt;
}

class Reader {
public:
    Reader(std::span<const std::string, publication_columns.size()> fields, std::string_view where,
           Complaints& complaints)
        : fields_{fields}, where_{where}, complaints_{complaints}
    {
    }

    Publication read(YearsAbout about) const
    {
        Publication read{.published = fields_[0], .corrected = fields_[2], .data_to = fields_[3]};
        const std::optional<Origin> kind = origin();
        const std::optional<int> year = year_of(0, "a year, a month as 2009-04, a day or unknown");
        if (!kind) return read;
        read.kind = *kind;
        if (*kind == Origin::projection)
            check_projection(about, year);
        else
            check_known(about, year);
        return read;
    }

private:
    void complain(std::size_t column, std::string_view allowed, std::string_view right = {}) const
    {
        complaints_.found(std::string{where_},
                          in_quotes(fields_[column]) + " as " +
                              std::string{publication_columns[column]},
                          allowed, right);
    }

    std::optional<Origin> origin() const
    {
        std::vector<std::string_view> words;
        for (const Origin one : origins) {
            if (fields_[1] == word(one)) return one;
            words.push_back(word(one));
        }
        complain(1, "count, estimate or projection", nearest(fields_[1], words));
        return std::nullopt;
    }

    /// None too where it is unknown.
    std::optional<int> year_of(std::size_t column, std::string_view allowed) const
    {
        const std::string& text = fields_[column];
        if (text == unknown[0]) return std::nullopt;
        const auto year = year_in(text);
        if (!year) complain(column, allowed, nearest(text, unknown));
        return year;
    }

    /// Nobody counts or estimates what is still to come.
    void check_known(YearsAbout about, std::optional<int> year) const
    {
        if (year && *year < about.to)
            complain(1, "projection, for it was published in " + std::to_string(*year) +
                            " and is about " + std::to_string(about.to));
        if (!fields_[3].empty()) complain(3, "nothing, for only a projection goes beyond its data");
    }

    void check_projection(YearsAbout about, std::optional<int> year) const
    {
        const bool is_ahead = year && *year < about.from;
        if (fields_[3].empty()) {
            if (!is_ahead && about.from != 0)
                complain(3, "the last year that was observed, or unknown, for it was not published "
                            "before " +
                                std::to_string(about.from));
            return;
        }
        const auto observed = year_of(3, "a year, or unknown");
        if (observed && about.from != 0 && *observed >= about.from)
            complain(3, "a year before " + std::to_string(about.from) +
                            ", which the figure is about, or count or estimate as kind");
        if (observed && year && *observed > *year)
            complain(3, "a year not after " + std::to_string(*year) + ", when it was published");
    }

    std::span<const std::string, publication_columns.size()> fields_;
    std::string_view where_;
    Complaints& complaints_;
};

} // namespace

std::string_view word(Origin origin)
{
    switch (origin) {
    case Origin::count:
        return "count";
    case Origin::projection:
        return "projection";
    case Origin::estimate:
        break;
    }
    return "estimate";
}

Publication read_publication(std::span<const std::string, publication_columns.size()> fields,
                             YearsAbout about, std::string_view where, Complaints& complaints)
{
    return Reader{fields, where, complaints}.read(about);
}

} // namespace counterlife::study::figures
