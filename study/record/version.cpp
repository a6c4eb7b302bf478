// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/version.h"

// The build gives both for this file alone, so that a new commit compiles one file anew.
#ifndef COUNTERLIFE_VERSION
#define COUNTERLIFE_VERSION "0.1.0"
#endif
#ifndef COUNTERLIFE_COMMIT
#define COUNTERLIFE_COMMIT "unknown"
#endif

namespace counterlife::study::record {

std::string_view program_version()
{
    return COUNTERLIFE_VERSION;
}

std::string_view program_commit()
{
    return COUNTERLIFE_COMMIT;
}

std::string_view program_compiler()
{
#ifdef __clang__
    return "clang " __clang_version__;
#else
    return "g++ " __VERSION__;
#endif
}

} // namespace counterlife::study::record
