// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// A family, a rule list and data folders small enough to see at a glance.

#include "engine/time.h"
#include "model/parameters.h"
#include "study/study.h"
#include "study/text/complaints.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace counterlife::study {

inline const engine::Day run_from = engine::day_of(1955);
inline const engine::Day run_to = engine::day_of(2025);

inline std::vector<model::FamilySpec> small_families()
{
    return {{.institution = "people",
             .family = "birth",
             .parameters = {{.name = "birth.twin_share",
                             .unit = "share",
                             .keys = {},
                             .least = 0,
                             .most = 1,
                             .meaning = "The share of births that bring two children."},
                            {.name = "birth.rate",
                             .unit = "per year",
                             .keys = {"F/15", "F/20"},
                             .least = 0,
                             .most = 2,
                             .meaning = "Births per woman and year."}}}};
}

inline const std::vector<std::string> small_rules{"birth", "household.split", "marriage.divorce"};

inline const std::string header_line = "name,key,value,unit,from,to,low,high,kind,source,note\n";

inline const std::string sound_rows =
    "twin_share,,0.01,share,,,0.005,0.02,statistic,\"A book, page 3\",\n"
    "rate,F/15,0.02,per year,,1970-01-01,0,0.1,statistic,A table,\n"
    "rate,F/15,0.01,per year,1970-01-01,,0,0.1,calibrated,A fit,\n"
    "rate,F/20,0.2,per year,1955-01-01,2025-01-01,0,0.5,assumption,A guess,A note\n";

inline const std::string sound_places =
    "place,name,province,kind,urban_part_1955,urban_part_1993,population_1955,population_1993,"
    "latitude,longitude,mine_share,borders_river,role,note,source\n"
    "anju,Anju,South Pyongan,city,0.5,0.6,100,200,39.6,125.7,0.3,,,,A map\n"
    "tokchon,Tokchon,South Pyongan,city,0.5,0.6,100,200,39.8,126.3,0.4,,,,A map\n";

inline const std::string orders_header = "order,lot,visit_date,visited,order_date,due_from,due_to,"
                                         "work,men,batch,destinations,worst,kind,"
                                         "source,note\n";

inline const std::string sound_order =
    "coal,0,1986-11-10,anju,1987-01-05,1987-02-01,1988-01-01,mine,1000,500,tokchon:600;anju:400,"
    "tokchon,testimony,\"Told, as it was\",a note\n";

inline std::string text_of(const Complaints& complaints)
{
    std::ostringstream text;
    text << complaints;
    return text.str();
}

/// A folder of its own for one test, gone with it.
class Folder {
public:
    Folder()
    {
        std::string pattern =
            (std::filesystem::temp_directory_path() / "counterlife-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    ~Folder()
    {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }

    const std::filesystem::path& path() const { return path_; }
    std::string file(std::string_view name) const { return (path_ / name).generic_string(); }

    void write(std::string_view name, std::string_view text) const
    {
        std::filesystem::create_directories((path_ / name).parent_path());
        std::ofstream{path_ / name, std::ios::binary} << text;
    }

private:
    std::filesystem::path path_;
};

} // namespace counterlife::study
