// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes: the reader must not crash, and every row it gives must have the header's width.

#include "study/study.h"
#include "study/text/csv.h"

#include <cstdint>
#include <cstdlib>
#include <sstream>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    namespace study = counterlife::study;
    const std::string_view text{reinterpret_cast<const char*>(data), size};
    study::Complaints complaints;
    const study::CsvTable table = study::read_csv(text, "fuzz.csv", complaints);
    int last_line = 1;
    for (const study::CsvRow& row : table.rows) {
        if (row.fields.size() != table.header.size() || row.line <= last_line) std::abort();
        last_line = row.line;
    }
    if (table.header.empty() && complaints.empty()) std::abort();
    std::ostringstream shown;
    shown << complaints;
    return 0;
}
