#include "examples/kin/run.h"
#include "examples/kin/scenario.h"
#include "examples/kin/stable.h"
#include <cstdio>
#include <cstdlib>
using namespace counterlife::kin;
int main(int c, char** v)
{
    auto n = read_scenario("examples/kin/data", v[1]);
    if (!n) {
        for (auto& x : n.error()) puts(x.c_str());
        return 2;
    }
    StablePopulation s{*n};
    printf("r %.5f tfr %.4f e0 %.3f %.3f mother50 %.4f children50 %.4f sib50 %.4f\n", s.growth(),
           s.total_fertility(), s.expectancy(Sex::man), s.expectancy(Sex::woman), s.has_mother(50),
           s.children(50), s.siblings(50));
    Plan p;
    p.people = atoll(v[2]);
    if (c > 3) p.places = atoi(v[3]);
    double b = counterlife::examples::cpu_seconds();
    auto o = run(*n, p);
    double u = counterlife::examples::cpu_seconds() - b;
    if (o.failure) {
        printf("fail %s day %d\n", o.failure->what.c_str(), o.failure->day.count());
        return 1;
    }
    size_t ever = 0, mar = 0, alive = 0;
    for (auto& r : o.registers) {
        ever += r.people().size();
        mar += r.marriages().size();
        for (auto& q : r.people()) alive += q.died == Moment::never();
    }
    auto& w = o.work;
    double ev = w.born + w.died + mar;
    printf("ever %zu alive %zu born %ld died %ld married %zu events %ld visits %ld letters %ld "
           "dead %ld: %.2fs cpu, %.0f ns per b/d/m event, %.0f per own event, growth %.5f\n",
           ever, alive, w.born, w.died, mar, w.events, w.visits, w.letters, w.to_the_dead, u,
           1e9 * u / ev, 1e9 * u / w.events, std::log(double(alive) / p.people) / 100);
}
