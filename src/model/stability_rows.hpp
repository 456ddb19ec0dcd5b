#pragma once
// locarno/model/stability_rows.hpp -- [stability] of case.toml -> StabilitySection. Used only by case_file.cpp.
#include "model/case.hpp"
#include "model/case_rows.hpp"
#include "model/stability_section.hpp"

namespace locarno {

/// Reads [stability] where there is one; complaints go to `in`. The case's parties and issues are known by now.
std::optional<StabilitySection> read_stability(CaseRows& in, const toml::table& root, const Case& c);

}  // namespace locarno
