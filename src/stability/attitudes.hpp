#pragma once
// locarno/stability/attitudes.hpp -- attitudes as a person writes them.
//
// Question   "North:South=+,South:North=-": North is well disposed towards South, South ill disposed towards North. Or JSON, an object
//            of objects by name: {"North": {"South": "positive"}}. Signs: + - 0, or positive, negative, neutral.
// Answer     [maker][maker], as StabilityQuestion takes them. What is not said: positive to oneself, neutral to the others.
// Errors     bad_use (one line) or bad_input (JSON, with file:line:column): a name that is no decision maker, with the nearest; a sign
//            that is none; a pair given twice; more than 1 MB.
// Tested by  tests/stability/attitudes_test.cpp, fuzz/stability_attitudes_fuzz.cpp
#include <string>
#include <string_view>
#include <vector>

#include "stability/concepts.hpp"

namespace locarno::stability {

using AttitudeTable = std::vector<std::vector<Attitude>>;

Result<AttitudeTable> parse_attitudes(std::string_view line, const Model& model);
Result<AttitudeTable> attitudes_of_json(std::string_view bytes, const std::string& file, const Model& model);

/// "neutral", "positive", "negative".
std::string_view to_string(Attitude attitude);

}  // namespace locarno::stability
