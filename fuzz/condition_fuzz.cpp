// Any bytes as a condition: parsed or refused with a place; what parses prints, parses again and means the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "model/case.hpp"

namespace {

using namespace locarno;

IdVec<IssueId, Issue> make_issues() {
  IdVec<IssueId, Issue> issues;
  const char* names[] = {"a", "port", "patrols", "wide"};
  const std::size_t options[] = {2, 3, 4, 64};
  for (std::size_t i = 0; i < 4; ++i) {
    Issue issue;
    issue.id = names[i];
    issue.ordered = i % 2 == 1;
    for (std::size_t k = 0; k < options[i]; ++k) issue.options.push_back(Option{"o" + std::to_string(k), {}, {}});
    issues.push_back(std::move(issue));
  }
  return issues;
}

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const IdVec<IssueId, Issue> issues = make_issues();
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const auto condition = parse_condition(source, issues, "file:7:9");
  if (!condition) {
    require(condition.error().code == ErrorCode::bad_input && condition.error().where.substr(0, 5) == "file:");
    return 0;
  }
  const std::string printed = print_condition(*condition, issues);
  const auto again = parse_condition(printed, issues, "");
  if (!again) {
    require(printed.size() > 100'000);
    return 0;
  }
  for (std::size_t n = 0; n < 96; ++n) {
    Settlement s;
    for (const Issue& issue : issues) s.push_back(OptionId((n * 37 + n / 7 + s.size() * n) % issue.options.size()));
    require(condition->holds(s) == again->holds(s));
  }
  return 0;
}
