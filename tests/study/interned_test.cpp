// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/study.h"
#include "study/text/interned.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

namespace counterlife::study::text {
namespace {

TEST(Interned, IsOneCopyWhoeverSaysIt)
{
    const std::string first = "deaths", second = "deaths";
    EXPECT_EQ(Interned{first}, Interned{second});
    EXPECT_EQ(&Interned{first}.str(), &Interned{second}.str());
    EXPECT_NE(Interned{"deaths"}, Interned{"births"});
    EXPECT_TRUE(Interned{}.empty());
    EXPECT_EQ(Interned{}, Interned{""});
}

TEST(Interned, IsTheWordItWasMadeOfWhenThatIsWrittenOver)
{
    std::string written = "births";
    const Interned births{written};
    written = "deaths"; // At the same address, and as long.
    const Interned deaths{written};
    EXPECT_EQ(births, "births");
    EXPECT_EQ(deaths, std::string{"deaths"});
    EXPECT_NE(births, deaths);
}

TEST(Interned, IsOrderedByItsLetters)
{
    std::vector<Interned> words{"tfr", "mx", "births", "tfr", "a"};
    std::ranges::sort(words);
    EXPECT_EQ(words, (std::vector<Interned>{"a", "births", "mx", "tfr", "tfr"}));
}

TEST(Interned, IsTheSameWhicheverThreadSaysItFirst)
{
    std::vector<std::vector<Interned>> said(4);
    {
        std::vector<std::jthread> threads;
        threads.reserve(said.size());
        for (std::vector<Interned>& mine : said)
            threads.emplace_back([&mine] {
                for (int n = 0; n < 500; ++n) mine.emplace_back("word " + std::to_string(n));
            });
    }
    for (const std::vector<Interned>& mine : said) EXPECT_EQ(mine, said.front());
    EXPECT_EQ((std::unordered_set<Interned>{said[1].begin(), said[1].end()}.size()), 500U);
}

} // namespace
} // namespace counterlife::study::text
