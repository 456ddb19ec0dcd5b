#pragma once
// locarno/study/outlook_view.hpp -- what the page says of the time after the signature: each institution's chance, and how long it is kept.
//
// Computed before any option of a settlement shifts a vote or sets a lever; nothing where the case says nothing.
#include <memory>
#include <optional>

#include "study/outlook_case.hpp"

namespace locarno::study {

struct OutlookView {
  Outlook outlook;
  std::optional<RatificationAnswer> ratification;   ///< none: no institutions
  std::optional<HoldingAnswer> holding;             ///< none: neither [hold] nor a lever
};

Result<std::shared_ptr<const OutlookView>> outlook_view(const Case& of_case, const Outlook& outlook, const Run& run);

}  // namespace locarno::study
