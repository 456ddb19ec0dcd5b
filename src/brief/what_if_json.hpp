#pragma once
// locarno/brief/what_if_json.hpp -- the settlement explorer's answers as JSON (docs/api.md lists the keys).
#include <string>

#include "study/settle_detail.hpp"
#include "study/what_if.hpp"
#include "study/workbench.hpp"

namespace locarno::brief {

/// What `locarno settle --json` prints, and for each red line its words, its quotations and what it alone opens.
std::string explorer_json(const study::Shelf& shelf, const study::Brief& brief, const study::SettleDetail& detail);
std::string what_if_json(const study::Brief& brief, const study::WhatIf& answer);

}  // namespace locarno::brief
