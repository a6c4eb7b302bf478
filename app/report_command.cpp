// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "app/report_command.h"

#include "study/figures/uncertainty_tables.h"
#include "study/input/data_layers.h"
#include "study/text/json.h"
#include "study/text/whole_file.h"

#include <fmt/format.h>

#include <ostream>
#include <system_error>

namespace counterlife::app {
namespace {

namespace fs = std::filesystem;

constexpr const char* calibration_file = "calibration.toml";
constexpr const char* sensitivity_file = "sensitivity.toml";
constexpr const char* page_file = "report.html";

bool is_there(const fs::path& file)
{
    std::error_code error;
    return fs::exists(file, error);
}

/// Data folders have places; nothing else that is drawn here does.
bool is_data(const fs::path& dir)
{
    return is_there(dir / "places") || is_there(dir / inheritance_file);
}

/// The tables of the directory, as the data folder of the same would have them.
std::string tables_of(const fs::path& dir, Complaints& complaints)
{
    const std::size_t before = complaints.size();
    if (is_data(dir)) {
        std::string shipped = shipped_uncertainty_json(dir, complaints);
        if (shipped == R"({"calibration":null,"sensitivity":null})" && complaints.size() == before)
            complaints.found(dir.generic_string(), "data without tables of a calibration",
                             "data with ensemble/parameters.csv and others, as calibrate "
                             "--install puts them there");
        return shipped;
    }
    const bool calibrated = is_there(dir / calibration_file);
    if (!calibrated && !is_there(dir / sensitivity_file)) {
        complaints.found(dir.generic_string(),
                         is_there(dir) ? "neither " + std::string{calibration_file} + " nor " +
                                             sensitivity_file
                                       : "no such directory",
                         "a directory of python -m counterlife calibrate or sensitivity, or a "
                         "data folder with an ensemble");
        return {};
    }
    // What a study writes last tells whether it came to an end.
    if (!is_there(dir / (calibrated ? "parameters.csv" : "screening.csv"))) {
        complaints.found(dir.generic_string(), "a study that has not come to an end",
                         "one that has: the same command goes on with it");
        return {};
    }
    Json json{'{'};
    json.field("calibration",
               calibrated ? calibration_json(dir, dir / calibration_file, complaints) : "null");
    json.field("sensitivity", calibrated ? "null" : sensitivity_json(dir, complaints));
    return json.done();
}

} // namespace

int report(const UncertaintyReport& request, std::ostream& out, std::ostream& err)
{
    Complaints complaints;
    const fs::path dir = request.directory;
    const std::string data = tables_of(dir, complaints);
    if (request.out.empty() && is_data(dir) && complaints.empty())
        complaints.found("--out", "nothing", "a file to write, as data are left as they are");
    std::string page;
    if (complaints.empty())
        page = page_with(study::beside_data(request.data, "report"), "sure.html", "sure.js", data,
                         complaints);
    if (!complaints.empty()) {
        err << complaints;
        return 2;
    }
    const fs::path to = request.out.empty() ? dir / page_file : request.out;
    if (const auto written = write_whole_file(to, page); !written) {
        err << written.error() << '\n';
        return 1;
    }
    out << fmt::format("the page is {}; open it in a browser, it needs nothing else\n",
                       printable(to.string()));
    return 0;
}

} // namespace counterlife::app
