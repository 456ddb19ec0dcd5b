// Genius XML -> ScoreTable, with Genius's own normalisation: a discrete evaluation is divided by the largest of its issue,
// an integer's or real's linear evaluator is clipped to 0..1, weights stand as they are.
#include <algorithm>
#include <map>
#include <memory>
#include <pugixml.hpp>

#include "base/decimal.hpp"
#include "settle/domain.hpp"

namespace locarno::settle {
namespace {

constexpr std::size_t most_nodes = 2'000'000;
constexpr std::size_t deepest = 64;
constexpr std::size_t most_issues = 4096;
constexpr long most_values = 100'000;
constexpr int levels_of_a_real = 21;

struct GeniusIssue {
  std::string number;          ///< the attribute `index`, as written
  ScoredIssue issue;
  enum class Kind { discrete, integer, real } kind = Kind::discrete;
  Rational low, high;
};

/// One file, parsed; the buffer is ours, so a node's place in it is known.
struct Document {
  const DomainFile* file = nullptr;
  pugi::xml_document xml;
  std::vector<pugi::xml_node> nodes;   ///< every element, in the order of the file
  std::map<std::string_view, pugi::xml_node> issue_by_number, issue_by_name, weight_by_number;  ///< the last of each

  std::string place(std::ptrdiff_t at) const {
    const std::string_view text(file->bytes);
    const std::size_t end = std::min(text.size(), at < 0 ? std::size_t{0} : static_cast<std::size_t>(at));
    const std::size_t line = 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
    const std::size_t start = end == 0 ? std::string_view::npos : text.rfind('\n', end - 1);
    return file->name + ":" + std::to_string(line) + ":" + std::to_string(start == std::string_view::npos ? end + 1 : end - start);
  }
  Failure bad(pugi::xml_node at, std::string what) const {
    return fail(ErrorCode::bad_input, std::move(what), place(std::max<std::ptrdiff_t>(0, at.offset_debug() - 1)));
  }
};

Result<void> parse(const DomainFile& file, Document& out) {
  out.file = &file;
  const pugi::xml_parse_result result = out.xml.load_buffer(file.bytes.data(), file.bytes.size(), pugi::parse_default);
  if (!result) {
    std::string what = result.description();
    what[0] = static_cast<char>(what[0] >= 'A' && what[0] <= 'Z' ? what[0] + 32 : what[0]);
    return fail(ErrorCode::bad_input, "this is not well-formed XML: " + what, out.place(result.offset));
  }
  std::vector<std::pair<pugi::xml_node, std::size_t>> open{{out.xml.document_element(), 1}};
  while (!open.empty()) {  // children are pushed last first, so elements come in the order of the file
    const auto [node, depth] = open.back();
    open.pop_back();
    if (depth > deepest) return out.bad(node, "elements stand more than 64 levels deep");
    if (out.nodes.size() >= most_nodes) return out.bad(node, "the file has more than 2000000 elements");
    out.nodes.push_back(node);
    const std::string_view name = node.name();
    if (name == "issue") {
      out.issue_by_number[node.attribute("index").value()] = node;
      out.issue_by_name[node.attribute("name").value()] = node;
    } else if (name == "weight") {
      out.weight_by_number[node.attribute("index").value()] = node;
    }
    for (pugi::xml_node child = node.last_child(); child; child = child.previous_sibling())
      if (child.type() == pugi::node_element) open.emplace_back(child, depth + 1);
  }
  return {};
}

bool is(pugi::xml_node node, std::string_view name) { return name == node.name(); }

Result<Rational> number(const Document& in, pugi::xml_node node, std::initializer_list<const char*> keys,
                        std::optional<Rational> otherwise = std::nullopt) {
  for (const char* key : keys) {
    const pugi::xml_attribute attribute = node.attribute(key);
    if (!attribute) continue;
    if (auto value = parse_exact(attribute.value())) return *value;
    return in.bad(node, std::string("attribute '") + key + "' is '" + std::string(attribute.value()).substr(0, 60) + "', expected a number");
  }
  if (otherwise) return *otherwise;
  return in.bad(node, std::string("<") + node.name() + "> has no attribute '" + *keys.begin() + "'");
}

GeniusIssue::Kind kind_of_issue(pugi::xml_node node) {
  for (const char* key : {"vtype", "type", "etype"}) {
    const std::string_view kind = node.attribute(key).value();
    if (kind == "discrete") return GeniusIssue::Kind::discrete;
    if (kind == "integer") return GeniusIssue::Kind::integer;
    if (kind == "real") return GeniusIssue::Kind::real;
  }
  if (!node.child("item") && node.child("range")) return GeniusIssue::Kind::real;
  return !node.child("item") && node.attribute("lowerbound") ? GeniusIssue::Kind::integer : GeniusIssue::Kind::discrete;
}

Result<void> read_bounds(const Document& in, pugi::xml_node node, GeniusIssue& out) {
  const pugi::xml_node range = node.child("range");
  const pugi::xml_node from = node.attribute("lowerbound") ? node : range;
  if (!from) return in.bad(node, "issue '" + out.issue.name + "' has no lowerbound and upperbound");
  LOC_TRY(out.low, number(in, from, {"lowerbound"}));
  LOC_TRY(out.high, number(in, from, {"upperbound"}));
  if (out.low > out.high) return in.bad(node, "issue '" + out.issue.name + "' has a lowerbound above its upperbound");
  const bool whole = out.kind == GeniusIssue::Kind::integer;
  if (whole && (out.low.get_den() != 1 || out.high.get_den() != 1)) return in.bad(node, "the bounds of integer issue '" + out.issue.name + "' are no whole numbers");
  if (whole && out.high - out.low >= most_values) return in.bad(node, "integer issue '" + out.issue.name + "' has more than 100000 values");
  const Rational step = whole ? Rational(1) : (out.high - out.low) / (levels_of_a_real - 1);
  if (step == 0) { out.issue.options.push_back(decimal(out.low, 30)); return {}; }
  for (Rational v = out.low; v <= out.high; v += step) out.issue.options.push_back(decimal(v, 30));
  return {};
}

Result<std::vector<GeniusIssue>> read_issues(const Document& in) {
  std::vector<GeniusIssue> out;
  for (const pugi::xml_node node : in.nodes) {
    if (!is(node, "issue")) continue;
    GeniusIssue row;
    row.number = node.attribute("index").value();
    row.issue.name = node.attribute("name").value();
    if (row.issue.name.empty()) row.issue.name = "issue " + row.number;
    row.kind = kind_of_issue(node);
    if (row.kind == GeniusIssue::Kind::discrete) {
      for (const pugi::xml_node item : node.children("item")) row.issue.options.emplace_back(item.attribute("value").value());
      if (row.issue.options.empty()) return in.bad(node, "issue '" + row.issue.name + "' has no items");
    } else {
      LOC_CHECK(read_bounds(in, node, row));
    }
    if (out.size() == most_issues) return in.bad(node, "there are more than 4096 issues");
    out.push_back(std::move(row));
  }
  if (out.empty()) return in.bad(in.xml.document_element(), "there is no <issue> in this file");
  return out;
}

Rational clip(const Rational& x) { return x < 0 ? Rational(0) : x > 1 ? Rational(1) : x; }

/// Linear, constant and triangular evaluators of integer and real issues.
Result<std::vector<Rational>> evaluate_number(const Document& in, pugi::xml_node issue, const GeniusIssue& domain, ProfileReading reading) {
  const pugi::xml_node node = issue.child("evaluator");
  if (!node) return in.bad(issue, "issue '" + domain.issue.name + "' has no <evaluator>");
  const std::string_view type = node.attribute("ftype") ? node.attribute("ftype").value() : "linear";
  const bool whole = domain.kind == GeniusIssue::Kind::integer;
  std::vector<Rational> out;
  if (type == "linear") {
    LOC_TRY(const Rational slope, number(in, node, {"slope", "parameter1"}));
    LOC_TRY(const Rational offset, number(in, node, {"offset", "parameter0"}));
    const Rational shift = whole && reading == ProfileReading::own ? domain.low : Rational(0);
    for (const std::string& option : domain.issue.options) {
      const Rational value = slope * (*parse_exact(option) - shift) + offset;
      out.push_back(reading == ProfileReading::own ? clip(value) : value);
    }
  } else if (type == "constant") {
    LOC_TRY(const Rational value, number(in, node, {"parameter0", "offset"}));
    out.assign(domain.issue.options.size(), clip(value));
  } else if (type == "triangular") {
    LOC_TRY(const Rational low, number(in, node, {"parameter0"}));
    LOC_TRY(const Rational high, number(in, node, {"parameter1"}));
    LOC_TRY(const Rational top, number(in, node, {"parameter2"}));
    for (const std::string& option : domain.issue.options) {
      const Rational x = *parse_exact(option);
      if (x < low || x > high) out.emplace_back(0);
      else if (x < top) out.push_back((x - low) / (top - low));
      else out.push_back(high == top ? Rational(1) : Rational(Rational(1) - (x - top) / (high - top)));
    }
  } else {
    return in.bad(node, "the evaluator of issue '" + domain.issue.name + "' is '" + std::string(type) + "', expected linear, constant or triangular");
  }
  return out;
}

Result<std::vector<Rational>> evaluate_items(const Document& in, pugi::xml_node issue, const GeniusIssue& domain,
                                             ProfileReading reading, std::vector<std::string>& notes) {
  std::vector<Rational> out(domain.issue.options.size());
  std::vector<bool> seen(out.size(), false);
  Rational largest = 0;
  std::size_t expected = 0;
  std::map<std::string_view, std::size_t> place;   // made when a profile has the items in another order
  for (const pugi::xml_node item : issue.children("item")) {
    LOC_TRY(const Rational value, number(in, item, {"evaluation"}, Rational(0)));
    largest = std::max(largest, value);
    const std::string_view name = item.attribute("value").value();
    const auto& options = domain.issue.options;
    std::size_t option = expected++;
    if (option >= options.size() || options[option] != name) {
      if (place.empty())
        for (std::size_t o = options.size(); o-- > 0;) place[options[o]] = o;
      const auto at = place.find(name);
      option = at == place.end() ? options.size() : at->second;
    }
    if (option == options.size()) {
      if (notes.size() > 100) continue;
      notes.push_back(in.file->name + ": issue '" + domain.issue.name + "' has item '" + std::string(name) + "', which the domain has not");
      continue;
    }
    out[option] = value;
    seen[option] = true;
  }
  if (std::find(seen.begin(), seen.end(), false) != seen.end())
    notes.push_back(in.file->name + ": issue '" + domain.issue.name + "' leaves out items of the domain; they count 0");
  if (reading == ProfileReading::own) {
    const bool is_flat = largest < Rational(1, 100'000);
    for (Rational& value : out) value = is_flat ? Rational(0) : Rational(value / largest);
  }
  return out;
}

Result<void> refuse_nonlinear(const Document& in) {
  for (const pugi::xml_node node : in.nodes) {
    const bool is_nonlinear = is(node, "hyperRectangle") || is(node, "ufun") ||
                              (is(node, "utility_space") && std::string_view(node.attribute("type").value()) == "nonlinear");
    if (is_nonlinear)
      return in.bad(node, "this profile is non-linear (hyper-rectangles): its utilities are no sum over the issues, and only "
                          "such sums are taken");
  }
  return {};
}

/// The profile's element of an issue: by number, else by name.
pugi::xml_node issue_of(const Document& in, const GeniusIssue& wanted) {
  if (const auto at = in.issue_by_number.find(wanted.number); at != in.issue_by_number.end()) return at->second;
  const auto at = in.issue_by_name.find(wanted.issue.name);
  return at == in.issue_by_name.end() ? pugi::xml_node() : at->second;
}

Result<ScoredParty> read_profile(const Document& in, const std::vector<GeniusIssue>& issues, ProfileReading reading,
                                 std::vector<std::string>& notes) {
  ScoredParty out;
  const std::size_t dot = in.file->name.rfind('.');
  out.name = in.file->name.substr(0, dot == 0 ? std::string::npos : dot);
  for (const GeniusIssue& issue : issues) {
    const pugi::xml_node node = issue_of(in, issue);
    if (!node)
      return in.bad(in.xml.document_element(), "this profile has no issue " + issue.number + " ('" + issue.issue.name + "') of the domain");
    auto values = issue.kind == GeniusIssue::Kind::discrete ? evaluate_items(in, node, issue, reading, notes)
                                                            : evaluate_number(in, node, issue, reading);
    if (!values) return Failure(std::move(values.error()));
    out.values.push_back(std::move(*values));
    out.weights.emplace_back(0);  // an issue without a weight is passed over
    if (const auto weight = in.weight_by_number.find(issue.number); weight != in.weight_by_number.end()) {
      LOC_TRY(out.weights.back(), number(in, weight->second, {"value"}));
    } else if (notes.size() <= 100) {
      notes.push_back(in.file->name + ": issue '" + issue.issue.name + "' has no weight; it counts 0");
    }
  }
  Rational sum = 0;
  for (const Rational& weight : out.weights) sum += weight;
  if (abs(sum - 1) > Rational(1, 1000))
    notes.push_back(in.file->name + ": the weights add up to " + decimal(sum, 6) + ", not 1; they are taken as they stand");
  for (const pugi::xml_node node : in.nodes) {
    if (is(node, "reservation")) {
      LOC_TRY(out.fallback, number(in, node, {"value"}));
    }
    if (is(node, "discount_factor")) {
      LOC_TRY(out.discount, number(in, node, {"value"}));
    }
  }
  if (out.discount <= 0 || out.discount > 1) out.discount = 1;
  if (reading == ProfileReading::negmas && out.discount != 1) {
    out.fallback = -1'000'000;
    notes.push_back(in.file->name + ": read as NegMAS does, a discounted profile has no reservation value");
  }
  return out;
}

}  // namespace

Result<ScoreTable> read_genius(const std::vector<DomainFile>& files, ProfileReading reading) {
  std::vector<std::unique_ptr<Document>> documents;
  for (const DomainFile& file : files) {
    documents.push_back(std::make_unique<Document>());
    LOC_CHECK(parse(file, *documents.back()));
  }
  ScoreTable out;
  out.format = "genius-xml";
  const Document* domain = nullptr;
  std::vector<const Document*> profiles;
  for (const auto& document : documents) {
    const pugi::xml_node root = document->xml.document_element();
    if (is(root, "negotiation_template")) {
      if (domain == nullptr) domain = document.get();
      else out.notes.push_back(document->file->name + ": a second domain file; " + domain->file->name + " is used");
    } else if (is(root, "utility_space") && document->weight_by_number.empty() && domain == nullptr && documents.size() > 1) {
      domain = document.get();   // issues without a weight: a domain in a profile's clothes
    } else if (is(root, "utility_space")) {
      profiles.push_back(document.get());
    } else {
      out.notes.push_back(document->file->name + ": <" + std::string(root.name()) + "> is neither a domain nor a profile; passed over");
    }
  }
  if (profiles.empty())
    return fail(ErrorCode::bad_input, "a Genius domain without a profile: whose scores are asked for?",
                domain != nullptr ? domain->file->name : "");
  for (const auto& document : documents) LOC_CHECK(refuse_nonlinear(*document));
  LOC_TRY(std::vector<GeniusIssue> issues, read_issues(domain != nullptr ? *domain : *profiles.front()));
  for (const Document* profile : profiles) {
    LOC_TRY(ScoredParty party, read_profile(*profile, issues, reading, out.notes));
    out.parties.push_back(std::move(party));
  }
  for (GeniusIssue& row : issues) {
    if (row.kind == GeniusIssue::Kind::real) out.notes.push_back("issue '" + row.issue.name + "' is continuous; 21 even values of it are used");
    out.issues.push_back(std::move(row.issue));
  }
  return out;
}

}  // namespace locarno::settle
