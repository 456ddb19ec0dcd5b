#include "stance/stances.hpp"

#include "stance/timeline.hpp"

namespace locarno::stance {

StanceTable stances(const Question& question) { return table_at(question, make_claims(question), question.as_of); }

}  // namespace locarno::stance
