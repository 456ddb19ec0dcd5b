#include "study/outlook_view.hpp"

namespace locarno::study {

Result<std::shared_ptr<const OutlookView>> outlook_view(const Case& of_case, const Outlook& outlook, const Run& run) {
  auto view = std::make_shared<OutlookView>();
  view->outlook = outlook;
  const ChosenOptions nothing(of_case.issues.size(), OptionId::none());
  if (!outlook.institutions.empty()) {
    LOC_TRY(RatificationAnswer found, ratification({&of_case, &outlook, nothing, 0.5}, run));
    view->ratification = std::move(found);
  }
  if (!outlook.hold.empty() || !outlook.levers.empty()) {
    HoldingQuestion question;
    LOC_TRY(question.given, given_of(outlook, nothing));
    question.draws = 4000;
    question.tornado = true;
    Run own = run;
    own.seed = 1;  // the same page for the same case
    LOC_TRY(HoldingAnswer found, holding(question, own));
    view->holding = std::move(found);
  }
  return std::shared_ptr<const OutlookView>(std::move(view));
}

}  // namespace locarno::study
