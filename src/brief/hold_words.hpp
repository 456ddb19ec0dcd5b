#pragma once
// locarno/brief/hold_words.hpp -- the parameters of the hold model in the languages of the page.
//
// Tested by  tests/brief/chances_test.cpp
#include <string>

#include "study/holding.hpp"
#include "model/language.hpp"

namespace locarno::brief {

/// What the parameter means. English: the model's own words.
std::string parameter_meaning(const hold::Parameter& parameter, PageLanguage language);

}  // namespace locarno::brief
