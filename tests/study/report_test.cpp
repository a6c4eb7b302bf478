// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "study/figures/report.h"
#include "study/record/run_file.h"
#include "study/study.h"

#include "tests/study/run_sample.h"
#include "tests/study/small_data.h"

#include <gtest/gtest.h>

namespace counterlife::study {
namespace {

TEST(Report, no_text_of_the_user_can_end_the_script_it_stands_in)
{
    EXPECT_EQ(json_text("plain"), "plain");
    EXPECT_EQ(json_text("a \"b\" \\ c"), "a \\\"b\\\" \\\\ c");
    EXPECT_EQ(json_text("</script><!--&"), "\\u003c/script\\u003e\\u003c!--\\u0026");
    EXPECT_EQ(json_text(std::string_view{"\n\t\0", 3}), "\\u000a\\u0009\\u0000");
    EXPECT_EQ(json_text("함흥"), "함흥");
}

class ReportPage : public testing::Test {
protected:
    ReportPage()
    {
        folder.write("data/targets/targets.csv",
                     "id,measure,scope,year_from,year_to,target,low,high,tolerance,unit,reference,"
                     "source,error,role,published,kind,corrected,data_to\n");
        folder.write("data/reference/un_annual.csv", "year,births\n1955,300\n");
        folder.write("data/reference/census_points.csv", "year,value\n1993,21\n");
        folder.write("data/reference/other_sources.csv",
                     "year_from,value,kind,published\n2023,1.6,projection,2024-12-20\n");
        folder.write("report/page.html",
                     "<style>{{style}}</style><script type=\"application/json\">{{data}}</script>"
                     "<script>{{script}}</script>");
        folder.write("report/style.css", "p { margin: 0; }");
        folder.write("report/dist/report.js", "show();");
    }

    std::expected<std::string, Complaints> page() const
    {
        return report_html({.description = sample.description,
                            .result = sample.result,
                            .founders = 2,
                            .series = sample.series,
                            .data = folder.path() / "data",
                            .page = folder.path() / "report"});
    }

    SampleRun sample;
    Folder folder;
};

TEST_F(ReportPage, the_data_and_the_script_are_in_the_page)
{
    sample.description.scenario = "</script><b>";
    const auto made = page();
    ASSERT_TRUE(made) << text_of(made.error());
    EXPECT_NE(made->find("<script>show();</script>"), std::string::npos);
    EXPECT_NE(made->find("\"digest\":\"" + digest_text(sample.result.digest) + '"'),
              std::string::npos);
    EXPECT_NE(made->find(R"("births":300)"), std::string::npos);
    EXPECT_NE(made->find(R"("kind":"projection","published":"2024-12-20")"), std::string::npos);
    EXPECT_EQ(made->find("{{"), std::string::npos);
    EXPECT_EQ(made->find("</script><b>"), std::string::npos);
}

TEST_F(ReportPage, what_is_missing_is_named_all_at_once)
{
    std::filesystem::remove(folder.path() / "report" / "dist" / "report.js");
    std::filesystem::remove(folder.path() / "data" / "reference" / "un_annual.csv");
    const auto made = page();
    ASSERT_FALSE(made);
    const std::string said = text_of(made.error());
    EXPECT_NE(said.find("report.js"), std::string::npos) << said;
    EXPECT_NE(said.find("un_annual.csv"), std::string::npos) << said;
}

} // namespace
} // namespace counterlife::study
