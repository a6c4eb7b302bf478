// SPDX-FileCopyrightText: The Counterlife authors
// SPDX-License-Identifier: Apache-2.0

#include "examples/epidemic/compare.h"

#include "examples/epidemic/expected.h"

#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>

namespace counterlife::epidemic {

namespace {

constexpr std::string_view header = "what,day,value,error";
constexpr int days_between = 5;

/// Of each sample, something by the host.
template <class Of>
Estimate mean(Measure of, const std::vector<Series>& samples, const Of& number_of_hosts)
{
    double sum = 0, squares = 0;
    for (const Series& sample : samples) {
        const double share =
            static_cast<double>(number_of_hosts(sample)) / static_cast<double>(sample.hosts);
        sum += share;
        squares += share * share;
    }
    const auto n = static_cast<double>(samples.size());
    const double value = sum / n, variance = std::max(0.0, squares / n - value * value);
    return {std::move(of), value, std::sqrt(variance / (n - 1))};
}

/// How many entered a phase on the days before a day, the first of them `from`.
std::int64_t entered(const Series& series, Phase phase, int from, int until)
{
    std::int64_t sum = 0;
    for (int day = std::max(from, 0); day < until; ++day)
        sum += series.days[static_cast<std::size_t>(day)].entered[index(phase)];
    return sum;
}

Check check(Estimate estimate, double expected)
{
    const double error = estimate.error;
    return {std::move(estimate), expected, error};
}

/// Whoever enters a phase leaves it when it has lasted as long as it lasts, to the day.
std::vector<Check> of_durations(const Numbers& numbers, const std::vector<Series>& samples,
                                int days)
{
    std::vector<Check> checks;
    for (const Phase phase : {Phase::latent, Phase::infectious, Phase::immune}) {
        const Time lasts = numbers.lasts(phase);
        if (lasts % one_day != 0) continue;
        const int whole = static_cast<int>(std::min<Time>(lasts / one_day, longest_run));
        std::int64_t unequal = 0;
        for (const Series& sample : samples)
            for (int day = 0; day < days; ++day)
                unequal += entered(sample, next(phase), day, day + 1) !=
                           (day < whole ? 0 : entered(sample, phase, day - whole, day - whole + 1));
        checks.push_back({{{"days_of_wrong_length_" + std::to_string(index(phase)), days},
                           static_cast<double>(unequal),
                           0}});
    }
    return checks;
}

void add_final_size(std::vector<Check>& checks, const Numbers& numbers,
                    const std::vector<Series>& samples, int days)
{
    std::int64_t still_ill = 0; // Or the run has too few days.
    for (const Series& sample : samples) {
        const auto left = sample.prevalence().back();
        still_ill += left[index(Phase::latent)] + left[index(Phase::infectious)];
    }
    checks.push_back({{{"still_ill", days}, static_cast<double>(still_ill), 0}});
    checks.push_back(check(
        mean({"ever_infected", days}, samples,
             [days](const Series& sample) { return entered(sample, Phase::latent, 0, days); }),
        final_size(numbers)));
}

} // namespace

double Check::z() const noexcept
{
    const double difference = estimate.value - expected;
    return error > 0 ? difference / error : difference == 0 ? 0 : HUGE_VAL;
}

bool Verdict::passed() const noexcept
{
    return cells > 0 && !unequal && largest <= largest_z && rms <= highest_rms;
}

Verdict judge(const std::vector<Check>& checks)
{
    Verdict verdict;
    double squares = 0;
    for (const Check& check : checks) {
        const double z = check.z();
        if (check.error == 0) {
            verdict.unequal = verdict.unequal || z != 0;
            continue;
        }
        ++verdict.cells;
        squares += z * z;
        if (std::abs(z) < verdict.largest) continue;
        verdict.largest = std::abs(z);
        verdict.worst = check.estimate.of;
    }
    verdict.rms = std::sqrt(squares / verdict.cells);
    return verdict;
}

std::vector<Estimate> course_of(const std::vector<Series>& samples)
{
    std::vector<std::vector<std::array<double, phases>>> host_days;
    host_days.reserve(samples.size());
    for (const Series& sample : samples) host_days.push_back(sample.host_days());
    constexpr std::array<std::string_view, phases> names{"susceptible", "latent", "infectious",
                                                         "immune"};
    std::vector<Estimate> all;
    const int days = static_cast<int>(samples.front().days.size());
    for (int day = days_between; day <= days; day += days_between)
        for (std::size_t phase = 1; phase < phases; ++phase)
            all.push_back(
                mean({std::string{names[phase]}, day}, samples, [&](const Series& sample) {
                    const auto which = static_cast<std::size_t>(&sample - samples.data());
                    return host_days[which][static_cast<std::size_t>(day - 1)][phase];
                }));
    return all;
}

std::vector<Check> against_closed_forms(const Numbers& numbers, const std::vector<Series>& samples)
{
    const int days = static_cast<int>(samples.front().days.size());
    const auto hosts = static_cast<double>(samples.front().hosts);
    const auto by_the_end = [&](std::string_view what, auto count) {
        return mean({std::string{what}, days}, samples,
                    [count](const Series& sample) { return sample.total().*count; });
    };
    std::vector<Check> checks = of_durations(numbers, samples, days);
    checks.push_back(
        check(by_the_end("contacts", &Count::contacts),
              Renewal{in_days(numbers.contact_interval), double(days)}.expected(days)));
    if (numbers.change_interval != never)
        checks.push_back(
            check(by_the_end("changes_of_contacts", &Count::changes),
                  Renewal{in_days(numbers.change_interval), double(days)}.expected(days)));

    const int latent = static_cast<int>(in_days(numbers.latent));
    const int second = 2 * latent; // From then on others are infectious too.
    const bool links_last = numbers.change_interval == never || numbers.drop.value() == 0;
    checks.push_back(
        check(mean({"infected_at_the_beginning", 1}, samples,
                   [](const Series& sample) { return entered(sample, Phase::latent, 0, 1); }),
              numbers.initial.value()));
    for (int day = latent + 1; links_last && day <= std::min(second, days); ++day)
        checks.push_back(check(
            mean({"infected_by_the_first", day}, samples,
                 [day](const Series& sample) { return entered(sample, Phase::latent, 1, day); }),
            first_wave(numbers, hosts, day)));
    if (numbers.immune == never && links_last) add_final_size(checks, numbers, samples, days);
    return checks;
}

std::vector<std::filesystem::path> references_of(const std::filesystem::path& data,
                                                 std::string_view scenario)
{
    std::vector<std::filesystem::path> files;
    std::error_code error;
    for (const auto& file : std::filesystem::directory_iterator{data / "reference", error})
        if (file.path().extension() == ".csv" &&
            file.path().filename().string().starts_with(std::string{scenario} + "-"))
            files.push_back(file.path());
    std::sort(files.begin(), files.end());
    return files;
}

std::expected<std::vector<Check>, Complaints> against_reference(const std::vector<Series>& samples,
                                                                const std::filesystem::path& file)
{
    std::map<Measure, Estimate> own;
    for (Estimate& estimate : course_of(samples)) own[estimate.of] = std::move(estimate);
    std::vector<Check> checks;
    std::string line;
    std::ifstream in{file};
    std::getline(in, line);
    if (line != header) return std::unexpected{Complaints{file.string() + ": cannot be read"}};
    while (std::getline(in, line)) {
        const auto fields = fields_of(line);
        if (fields.size() != 4) return std::unexpected{Complaints{file.string() + ": torn"}};
        const auto day = number_in(fields[1]), value = number_in(fields[2]),
                   error = number_in(fields[3]);
        if (!day || !value || !error) return std::unexpected{Complaints{file.string() + ": torn"}};
        const auto at = own.find({std::string{fields[0]}, static_cast<int>(*day)});
        if (at != own.end())
            checks.push_back({at->second, *value, std::hypot(at->second.error, *error)});
    }
    if (checks.empty())
        return std::unexpected{Complaints{file.string() + ": knows no day of this run"}};
    return checks;
}

std::string text_of(const std::vector<Check>& checks)
{
    std::string out;
    std::array<char, 160> text{};
    for (const Check& check : checks) {
        std::snprintf(text.data(), text.size(), "%-26s %4d %14.8f %14.8f %11.2e %7.2f\n",
                      check.estimate.of.what.c_str(), check.estimate.of.day, check.estimate.value,
                      check.expected, check.error, check.z());
        out += text.data();
    }
    return out;
}

std::string csv_of(const std::vector<Estimate>& estimates)
{
    std::string out{header};
    out += '\n';
    for (const Estimate& estimate : estimates)
        out += estimate.of.what + ',' + std::to_string(estimate.of.day) + ',' +
               shortest(estimate.value) + ',' + shortest(estimate.error) + '\n';
    return out;
}

} // namespace counterlife::epidemic
