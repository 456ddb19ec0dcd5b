// `outlook` of the page's JSON.
#include "brief/json_parts.hpp"
#include "study/outlook_view.hpp"

namespace locarno::brief {

void add_outlook(const study::Brief& b, nlohmann::json& out) {
  if (b.outlook == nullptr) return;
  nlohmann::json& page = out["outlook"];
  if (b.outlook->ratification) {
    const study::RatificationAnswer& answer = *b.outlook->ratification;
    for (std::size_t k = 0; k < answer.institutions.size(); ++k) {
      const Institution& body = b.outlook->outlook.institutions[k];
      page["institutions"].push_back({{"id", body.id}, {"gate", body.gate}, {"need", body.need}, {"correlated", answer.institutions[k].correlated},
                                      {"independent", answer.institutions[k].independent}, {"source", body.source_note}});
    }
    page["all"] = {{"product", answer.product}, {"at_most", answer.at_most}, {"at_least", answer.at_least}};
  }
  if (!b.outlook->holding) return;
  const study::HoldingAnswer& kept = *b.outlook->holding;
  page["hold"] = {{"S1", kept.kept(1)}, {"S5", kept.kept(5)}, {"S10", kept.kept(10)}, {"rmst10", kept.point.mean_years},
                  {"first_to_break", {{"A", kept.point.first_a}, {"B", kept.point.first_b}, {"accident", kept.point.first_accident}}},
                  {"band", {{"years", kept.band.years}, {"p05", kept.band.p05}, {"p50", kept.band.p50}, {"p95", kept.band.p95}, {"draws", kept.band.draws}}}};
}

}  // namespace locarno::brief
