#include "model/record.hpp"

#include <array>

namespace locarno {
namespace {

// The names stand in the order of the enumerators (held by record_test.cpp).
constexpr std::array<std::string_view, 4> kind_names{"statement", "stance", "contact", "commitment"};
constexpr std::array<std::string_view, 7> attitude_names{"support", "oppose",    "concede", "demand",
                                                         "offer",   "uncertain", "report"};
constexpr std::array<std::string_view, 4> quote_names{"direct", "mixed", "indirect", "none"};
constexpr std::array<std::string_view, 7> hedge_names{"",        "possible", "probable", "conditional", "counterfactual",
                                                      "planned", "inferred"};
constexpr std::array<std::string_view, 9> basis_names{"none",     "explicit", "day_month", "day_only", "weekday",
                                                      "relative", "carried",  "context",   "vague"};
constexpr std::array<std::string_view, 4> review_names{"proposed", "accepted", "edited", "rejected"};

template <class Enum, std::size_t n>
std::string_view name_of(const std::array<std::string_view, n>& names, Enum value) {
  const auto at = static_cast<std::size_t>(value);
  return at < n ? names[at] : std::string_view();
}

template <class Enum, std::size_t n>
std::optional<Enum> value_of(const std::array<std::string_view, n>& names, std::string_view name) {
  for (std::size_t at = 0; at < n; ++at)
    if (names[at] == name) return static_cast<Enum>(at);
  return std::nullopt;
}

}  // namespace

std::string_view to_string(RecordKind kind) { return name_of(kind_names, kind); }
std::string_view to_string(Attitude attitude) { return name_of(attitude_names, attitude); }
std::string_view to_string(QuoteType type) { return name_of(quote_names, type); }
std::string_view to_string(Hedge hedge) { return name_of(hedge_names, hedge); }
std::string_view to_string(DateBasis basis) { return name_of(basis_names, basis); }
std::string_view to_string(ReviewState state) { return name_of(review_names, state); }

std::optional<RecordKind> parse_record_kind(std::string_view name) { return value_of<RecordKind>(kind_names, name); }
std::optional<Attitude> parse_attitude(std::string_view name) { return value_of<Attitude>(attitude_names, name); }
std::optional<QuoteType> parse_quote_type(std::string_view name) { return value_of<QuoteType>(quote_names, name); }
std::optional<Hedge> parse_hedge(std::string_view name) { return value_of<Hedge>(hedge_names, name); }
std::optional<DateBasis> parse_date_basis(std::string_view name) { return value_of<DateBasis>(basis_names, name); }
std::optional<ReviewState> parse_review_state(std::string_view name) { return value_of<ReviewState>(review_names, name); }

}  // namespace locarno
