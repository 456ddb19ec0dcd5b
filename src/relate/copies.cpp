// Documents that share sentences: exact and near copies, abridged ones, common passages.
#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "base/utf8.hpp"
#include "relate/rules.hpp"

namespace locarno::relate {
namespace {

constexpr std::size_t run = 4;                 // features in a row that are compared: five Han characters, four words
constexpr std::size_t samples = 16;            // runs of a sentence it is found by: those with the smallest hashes
constexpr std::size_t least_runs = 6;          // shorter sentences say too little
constexpr double alike = 0.6;                  // shared runs of the shorter sentence
constexpr double nearly_all = 0.8;
constexpr std::size_t most_shown = 20;
constexpr std::size_t most_known = std::size_t{1} << 20;   // pairs of shapes remembered at a time

/// Sentences with the same runs have one shape: what is shared is worked out once for each pair of shapes.
struct Shape {
  std::vector<std::uint64_t> runs;   ///< ascending, once each
  bool is_settled = false;           ///< its lists are full: `alike` holds for every later sentence of this shape
  std::vector<std::uint32_t> alike;  ///< sentences, ascending
};
struct Sentence {
  Span span;
  std::uint32_t document = 0;
  std::uint32_t shape = 0;
  std::uint32_t length = 0;          ///< features: what shares are counted in
};

/// Every sentence of the documents, those of one document in a row.
struct Text {
  std::vector<Sentence> sentences;
  std::vector<Shape> shapes;
  std::vector<std::uint32_t> first;  ///< [document] its first sentence; one more at the end
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_hash;   ///< of the runs -> shapes; looked up only

  std::uint32_t shape_of(std::vector<std::uint64_t> runs) {
    std::uint64_t hash = runs.size();
    for (const std::uint64_t one : runs) hash = (hash ^ one) * 0x100000001B3u;
    std::vector<std::uint32_t>& same = by_hash[hash ^ (hash >> 29)];
    for (const std::uint32_t known : same)
      if (shapes[known].runs == runs) return known;
    same.push_back(static_cast<std::uint32_t>(shapes.size()));
    shapes.push_back({std::move(runs), false, {}});
    return same.back();
  }
};

bool is_own(BlockRole role) {
  return role == BlockRole::body || role == BlockRole::body_translation || role == BlockRole::lead || role == BlockRole::title || role == BlockRole::subhead;
}
bool ends_sentence(std::string_view text, std::uint32_t at, std::uint32_t size, char32_t c) {
  if (c == U'\n' || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == U'!' || c == U'?') return true;
  return c == U'.' && (at + size >= text.size() || text[at + size] == ' ' || text[at + size] == '\n' || text[at + size] == '<');
}

/// The text without tags, for comparing only.
std::string without_tags(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool tag = text[at] == '<' && at + 1 < text.size() && (text[at + 1] == '/' || (text[at + 1] >= 'a' && text[at + 1] <= 'z'));
    const std::size_t end = tag ? text.find('>', at) : std::string_view::npos;
    if (end != std::string_view::npos) { out += ' '; at = end; }
    else out += text[at];
  }
  return out;
}

void add_sentence(const Document& document, std::uint32_t index, Span span, Text& out) {
  const std::vector<std::uint64_t> features = features_of(without_tags(slice(document.text, span)));
  if (features.empty()) return;
  std::vector<std::uint64_t> runs;
  for (std::size_t i = 0; i + run <= features.size(); ++i) {
    std::uint64_t hash = 0xCBF29CE484222325u;
    for (std::size_t k = i; k < i + run; ++k) hash = (hash ^ features[k]) * 0x100000001B3u;
    runs.push_back(hash ^ (hash >> 31));
  }
  std::sort(runs.begin(), runs.end());
  runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
  out.sentences.push_back({span, index, out.shape_of(std::move(runs)), static_cast<std::uint32_t>(features.size())});
}

void sentences_of(const Document& document, std::uint32_t index, Text& out) {
  for (const Block& block : document.blocks) {
    if (!is_own(block.role)) continue;
    std::uint32_t begin = block.span.begin;
    for (std::uint32_t at = begin; at < block.span.end;) {
      const CodePoint c = decode_at(document.text, at);
      at += c.size;
      if (!ends_sentence(document.text, at - c.size, c.size, c.value)) continue;
      add_sentence(document, index, {begin, at}, out);
      begin = at;
    }
    if (begin < block.span.end) add_sentence(document, index, {begin, block.span.end}, out);
  }
}

Text text_of(const std::vector<Document>& documents) {
  Text text;
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    text.first.push_back(static_cast<std::uint32_t>(text.sentences.size()));
    sentences_of(documents[d], d, text);
  }
  text.first.push_back(static_cast<std::uint32_t>(text.sentences.size()));
  return text;
}

/// Do two shapes share enough of the shorter one's runs?
bool are_alike(const Shape& a, const Shape& b) {
  std::size_t both = 0;
  for (std::size_t i = 0, k = 0; i < a.runs.size() && k < b.runs.size();) {
    if (a.runs[i] < b.runs[k]) ++i;
    else if (b.runs[k] < a.runs[i]) ++k;
    else { ++both; ++i; ++k; }
  }
  return static_cast<double>(both) / static_cast<double>(std::min(a.runs.size(), b.runs.size())) >= alike;
}

/// Finds, for one sentence after the other, the earlier ones that are alike.
class Finder {
 public:
  Finder(Text& text, std::uint64_t& cells) : text_(text), cells_(cells) {}

  /// The sentences before `s` that are like it, ascending, also those of its own document. Good until the next call.
  const std::vector<std::uint32_t>& before(std::uint32_t s) {
    Shape& shape = text_.shapes[text_.sentences[s].shape];
    if (shape.is_settled) return shape.alike;
    found_.clear();
    bool is_settled = true;
    const std::size_t keys = std::min(samples, shape.runs.size());
    for (std::size_t k = 0; k < keys; ++k) {
      const std::vector<std::uint32_t>& list = postings_.of(shape.runs[k]);
      is_settled = is_settled && list.size() == most_postings;
      found_.insert(found_.end(), list.begin(), list.end());
    }
    std::sort(found_.begin(), found_.end());
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    std::erase_if(found_, [&](std::uint32_t other) { return !is_like(text_.sentences[other].shape, text_.sentences[s].shape); });
    for (std::size_t k = 0; k < keys && !is_settled; ++k) postings_.add(shape.runs[k], s);
    if (!is_settled) return found_;
    shape.is_settled = true;
    shape.alike = found_;
    return shape.alike;
  }

 private:
  bool is_like(std::uint32_t a, std::uint32_t b) {
    if (a == b) return true;
    if (known_.size() >= most_known) known_.clear();
    const auto [at, is_new] = known_.try_emplace(std::uint64_t{std::min(a, b)} << 32 | std::max(a, b), false);
    if (is_new) {
      ++cells_;
      at->second = are_alike(text_.shapes[a], text_.shapes[b]);
    }
    return at->second;
  }

  Text& text_;
  std::uint64_t& cells_;
  Postings postings_;
  std::unordered_map<std::uint64_t, bool> known_;   ///< pairs of shapes; looked up only
  std::vector<std::uint32_t> found_;
};

/// A sentence of the first document and the one of the second that says it again.
struct Partner {
  std::uint32_t document, first, second;
  bool operator<(const Partner& o) const { return std::tie(document, first, second) < std::tie(o.document, o.first, o.second); }
};

/// What two documents share: their partners in a row.
struct Common {
  std::uint32_t a = 0, b = 0;
  const Partner* begin = nullptr;
  const Partner* end = nullptr;
  double share_a = 0, share_b = 0;
};

/// Calls `each` with every pair of documents that share a sentence, by the second document, then the first.
template <typename Each>
void each_pair(Text& text, std::uint64_t& cells, const Each& each) {
  Finder finder(text, cells);
  std::vector<std::uint32_t> length(text.first.size() - 1, 0);
  for (const Sentence& sentence : text.sentences) length[sentence.document] += sentence.length;
  std::vector<std::uint32_t> partner_in(text.sentences.size(), UINT32_MAX);   // of a sentence: the last document it met
  std::vector<Partner> met;
  std::vector<std::uint32_t> seconds;
  for (std::uint32_t d = 0; d + 1 < text.first.size(); ++d) {
    met.clear();
    for (std::uint32_t s = text.first[d]; s < text.first[d + 1]; ++s) {
      if (text.shapes[text.sentences[s].shape].runs.size() < least_runs) continue;
      for (const std::uint32_t other : finder.before(s)) {
        if (text.sentences[other].document == d || partner_in[other] == d) continue;
        partner_in[other] = d;
        met.push_back({text.sentences[other].document, other, s});
      }
    }
    std::sort(met.begin(), met.end());
    for (std::size_t at = 0, end = 0; at < met.size(); at = end) {
      Common common{met[at].document, d, met.data() + at, nullptr, 0, 0};
      std::size_t shared_a = 0, shared_b = 0;
      seconds.clear();
      for (end = at; end < met.size() && met[end].document == common.a; ++end) {
        shared_a += text.sentences[met[end].first].length;
        seconds.push_back(met[end].second);
      }
      common.end = met.data() + end;
      std::sort(seconds.begin(), seconds.end());
      seconds.erase(std::unique(seconds.begin(), seconds.end()), seconds.end());
      for (const std::uint32_t s : seconds) shared_b += text.sentences[s].length;
      common.share_a = length[common.a] == 0 ? 0 : static_cast<double>(shared_a) / static_cast<double>(length[common.a]);
      common.share_b = length[d] == 0 ? 0 : static_cast<double>(shared_b) / static_cast<double>(length[d]);
      each(common);
    }
  }
}

bool is_before(const std::vector<Document>& documents, std::uint32_t x, std::uint32_t y) {
  const Document& p = documents[x];
  const Document& q = documents[y];
  if (p.published && q.published && *p.published != *q.published) return *p.published < *q.published;
  return std::tie(p.name, x) < std::tie(q.name, y);
}

/// The first sentences of a document that are not among `shared`, which ascends.
std::vector<Span> only_in(const Text& text, std::uint32_t document, const std::vector<std::uint32_t>& shared) {
  std::vector<Span> out;
  for (std::uint32_t s = text.first[document]; s < text.first[document + 1] && out.size() < most_shown; ++s)
    if (!std::binary_search(shared.begin(), shared.end(), s)) out.push_back(text.sentences[s].span);
  return out;
}

Copy weigh(const std::vector<Document>& documents, const Text& text, const Common& common) {
  Copy copy;
  const bool swap = is_before(documents, common.b, common.a);
  copy.from = swap ? common.b : common.a;
  copy.in = swap ? common.a : common.b;
  copy.share_of_from = swap ? common.share_b : common.share_a;
  copy.share_of_in = swap ? common.share_a : common.share_b;
  const double low = std::min(common.share_a, common.share_b), high = std::max(common.share_a, common.share_b);
  bool verbatim = low > 0.999;
  std::vector<std::uint32_t> first, second;
  for (const Partner* at = common.begin; at != common.end; ++at) {
    const Sentence &s = text.sentences[at->first], &t = text.sentences[at->second];
    if (copy.shared.size() < most_shown) copy.shared.push_back(swap ? std::pair(t.span, s.span) : std::pair(s.span, t.span));
    verbatim &= s.shape == t.shape;
    first.push_back(at->first);
    second.push_back(at->second);
  }
  std::sort(second.begin(), second.end());
  std::vector<Span> only_a = only_in(text, common.a, first), only_b = only_in(text, common.b, second);
  copy.only_from = swap ? std::move(only_b) : std::move(only_a);
  copy.only_in = swap ? std::move(only_a) : std::move(only_b);
  copy.kind = verbatim ? CopyKind::exact : low >= nearly_all ? CopyKind::near_copy : high >= nearly_all ? CopyKind::contained : CopyKind::passage;
  return copy;
}

}  // namespace

void find_copies(Work& work) {
  const std::vector<Document>& documents = *work.scene.documents;
  Text text = text_of(documents);
  each_pair(text, work.cells(), [&](const Common& common) { work.answer.copies.push_back(weigh(documents, text, common)); });
  const auto pair_of = [](const Copy& copy) { return std::minmax(copy.from, copy.in); };
  std::sort(work.answer.copies.begin(), work.answer.copies.end(), [&](const Copy& x, const Copy& y) { return pair_of(x) < pair_of(y); });
}

void find_sources(Work& work) {
  Text text = text_of(*work.scene.documents);
  each_pair(text, work.cells(), [&](const Common& common) {
    if (std::max(common.share_a, common.share_b) < nearly_all) return;
    work.answer.copies.push_back({common.a, common.b, CopyKind::contained, common.share_a, common.share_b, {}, {}, {}});
  });
}

}  // namespace locarno::relate
