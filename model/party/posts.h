// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

// What the journal says of those who strive for posts, and of those who are given one.

#include "model/journal/packed.h"
#include "model/life.h"

#include <iterator>

namespace counterlife::model::party {

inline constexpr Code names_of_posts[]{
    code(Post::none, "none"),
    code(Post::team_leader, "team_leader"),
    code(Post::cell_secretary, "cell_secretary"),
    code(Post::head, "head"),
    code(Post::secretary, "secretary"),
    code(Post::official, "official"),
};

inline constexpr std::uint32_t kinds_of_post = std::size(names_of_posts);

/// The post that somebody wants before any other.
struct CandidacyDetail {
    Post wants = Post::none;
    static constexpr auto fields = packed(choice("wants", &CandidacyDetail::wants, names_of_posts));
};

struct PromotionDetail {
    bool member = false;
    Post post = Post::none;
    static constexpr auto fields =
        packed(flag("member", &PromotionDetail::member),
               choice("post", &PromotionDetail::post, 3, names_of_posts));
};

} // namespace counterlife::model::party
