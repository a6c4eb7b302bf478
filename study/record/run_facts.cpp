// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/record/run_facts.h"

#include "study/record/version.h"
#include "study/text/numbers_and_dates.h"

#include <string>

namespace counterlife::study::record {

RunFacts::RunFacts(const RunDescription& description, const RunResult& result)
    : of_all_{{"counterlife.format", std::to_string(run_format)},
              {"counterlife.version", std::string{program_version()}},
              {"counterlife.scenario_hash", description.scenario_hash},
              {"counterlife.input_hash", input_hash(description)},
              {"counterlife.seed", std::to_string(description.seed)},
              {"counterlife.replicate", std::to_string(description.replicate)},
              {"counterlife.scale", scale_text(description.scale_denominator)},
              {"counterlife.from", date_text(description.from)},
              {"counterlife.to", date_text(description.to)},
              {"counterlife.places", std::to_string(description.places.size())},
              {"counterlife.digest", digest_text(result.digest)},
              {"counterlife.events", std::to_string(result.events)},
              {"counterlife.letters", std::to_string(result.letters)},
              {"counterlife.lives", std::to_string(result.lives)},
              {"counterlife.living", std::to_string(result.living)}},
      events_written_{description.events}
{
}

FileFacts RunFacts::of(std::string_view table) const
{
    FileFacts facts = of_all_;
    facts["counterlife.table"] = table;
    if (table == "events") facts["counterlife.events_written"] = events_written_;
    return facts;
}

} // namespace counterlife::study::record
