// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace counterlife::study::text {

/// Said once on every page. report/src/page.ts says the same.
inline constexpr std::string_view about =
    "Counterlife is a model of North Korea, the Democratic People's Republic of Korea. The "
    "testimony behind its rules is one refugee's published account. Every person here is "
    "synthetic: nobody is a real person.";

} // namespace counterlife::study::text
