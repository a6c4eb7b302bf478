// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

// Any bytes behind a right header: every order that is taken can be carried out.

#include "study/input/orders_file.h"
#include "study/study.h"
#include "tests/study/small_data.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    namespace study = counterlife::study;
    namespace model = counterlife::model;
    static const std::vector<model::PlaceFacts> map{{.name = "anju"}, {.name = "tokchon"}};
    const std::string text{reinterpret_cast<const char*>(data), size};
    study::Complaints complaints;
    const auto rows = study::orders_of(study::orders_header + text, "fuzz.csv", map, complaints);
    study::text_of(complaints);
    study::Complaints of_places;
    for (const auto& order : study::policy_orders(rows, map, "fuzz.csv", of_places)) {
        std::int64_t taken = 0;
        for (const model::Destination& one : order.destinations) taken += one.men;
        if (order.batch < 1 || order.batch > order.men || order.men > study::largest_army ||
            taken < order.men || order.visit > order.day || order.due_from >= order.due_to)
            std::abort();
    }
    if (!of_places.empty()) std::abort();
    return 0;
}
