#include "watch/rows.hpp"

#include <algorithm>
#include <utility>

namespace locarno::watch {

void RowCutter::feed(std::string_view bytes) {
  if (at_start_ && buffer_.size() + bytes.size() >= 3) {
    buffer_.append(bytes);
    if (buffer_.starts_with("\xEF\xBB\xBF")) buffer_.erase(0, 3);
    at_start_ = false;
    return;
  }
  // What was handed out goes only when it is the larger part: each byte is moved at most once for each time it is read.
  if (from_ > (1u << 16) && from_ * 2 > buffer_.size()) {
    buffer_.erase(0, from_);
    at_ -= from_;
    from_ = 0;
  }
  buffer_.append(bytes);
}

void RowCutter::pause() {
  buffer_.erase(0, from_);
  buffer_.shrink_to_fit();
  at_ -= from_;
  from_ = 0;
}

std::optional<Row> RowCutter::cut(std::size_t end, std::size_t skip, bool unfinished) {
  Row row{line_, std::string_view(buffer_).substr(from_, end - from_), false, unfinished};
  if (row.bytes.size() > longest_row) row.bytes = row.bytes.substr(0, longest_row), row.too_long = true;
  if (!row.bytes.empty() && row.bytes.back() == '\r') row.bytes.remove_suffix(1);
  from_ = end + skip;
  at_ = from_;
  line_ += lines_within_ + static_cast<std::int64_t>(skip > 0 && form_ != RowForm::features ? 1 : 0);
  lines_within_ = 0;
  return row;
}

std::optional<Row> RowCutter::next() {
  for (;;) {
    std::optional<Row> row;
    switch (form_) {
      case RowForm::csv:
      case RowForm::lines: row = next_line(); break;
      case RowForm::features: row = next_feature(); break;
      case RowForm::blocks: row = next_block(); break;
    }
    if (!row || row->too_long || row->unfinished || row->bytes.find_first_not_of(" \t\r\n") != std::string_view::npos) return row;
  }
}

std::optional<Row> RowCutter::next_line() {
  for (; at_ < buffer_.size(); ++at_) {
    const char c = buffer_[at_];
    if (c == line_end_ && !in_quotes_) {
      if (passing_) {               // the rest of a row that was too long
        passing_ = false;
        from_ = at_ + 1;
        line_ += lines_within_ + 1;
        lines_within_ = 0;
        continue;
      }
      return cut(at_, 1, false);
    }
    if (c == line_end_) ++lines_within_;
    if (c == '"' && form_ == RowForm::csv) in_quotes_ = !in_quotes_;
    if (passing_) { from_ = at_ + 1; continue; }
    if (at_ - from_ > longest_row) {
      if (in_quotes_ && lines_within_ > 0) return cut_open_quote();
      Row row{line_, std::string_view(buffer_).substr(from_, longest_row), true, in_quotes_};
      in_quotes_ = false;
      passing_ = true;
      from_ = at_ + 1;
      at_ = from_;
      return row;
    }
  }
  if (!is_finished_ || from_ >= buffer_.size()) return std::nullopt;
  if (in_quotes_ && lines_within_ > 0) return cut_open_quote();
  const bool unfinished = in_quotes_;
  in_quotes_ = false;
  return cut(buffer_.size(), 0, unfinished);
}

/// A quotation mark that nobody closes would swallow the rows behind it: the first line goes out as unfinished, the next is read anew.
std::optional<Row> RowCutter::cut_open_quote() {
  in_quotes_ = false;
  lines_within_ = 0;
  return cut(buffer_.find(line_end_, from_), 1, true);
}

/// Objects of the list "features"; where there is no such list, every object at the outermost level (one feature a line, or a list of them).
std::optional<Row> RowCutter::next_feature() {
  for (; at_ < buffer_.size(); ++at_) {
    const char c = buffer_[at_];
    const int outer = in_features_ ? 1 : 0;
    if ((depth_ > outer || is_stray_) && at_ - from_ > longest_row && !passing_) {
      Row row{line_, std::string_view(buffer_).substr(from_, longest_row), true, false};
      passing_ = !is_stray_;
      from_ = at_;
      return row;
    }
    if (in_quotes_) {
      if (c == '\n') ++lines_within_;
      if (escaped_) escaped_ = false;
      else if (c == '\\') escaped_ = true;
      else if (c == '"') in_quotes_ = false;
      continue;
    }
    if (depth_ == outer) {
      const bool ends = c == ',' || c == '\n' || c == '{' || c == ']' || (c == '[' && !in_features_);
      if (is_stray_ && ends) {
        is_stray_ = false;
        return cut(at_, 0, false);
      }
      if (!is_stray_ && !ends && static_cast<unsigned char>(c) > ' ') is_stray_ = true, from_ = at_;
    }
    if (c == '\n') ++(depth_ == outer ? line_ : lines_within_);
    if (c == '"') in_quotes_ = true;
    if (c == '{') {
      if (depth_ == outer) from_ = at_, lines_within_ = 0, passing_ = false;
      ++depth_;
    }
    if (c == '[' && depth_ == 1 && !in_features_ && !in_tail_ && begins_features()) {
      in_features_ = true;
      line_ += std::exchange(lines_within_, 0);
      from_ = at_ + 1;
      continue;
    }
    if (c == ']' && in_features_ && depth_ == 1) in_features_ = false, in_tail_ = true;   // no feature until the collection ends
    if (in_tail_) from_ = at_ + 1;
    if (c != '}') continue;
    if (depth_ > 0) --depth_;
    if (depth_ > (in_features_ ? 1 : 0)) continue;
    if (in_tail_ || passing_) {
      in_tail_ = passing_ = false;
      from_ = at_ + 1;
      line_ += std::exchange(lines_within_, 0);
      continue;
    }
    is_stray_ = false;
    ++at_;
    return cut(at_, 0, false);
  }
  if (is_stray_ && is_finished_) {
    is_stray_ = false;
    return cut(buffer_.size(), 0, in_quotes_);
  }
  const bool is_between = depth_ == (in_features_ ? 1 : 0) && !is_stray_;
  if (passing_ || in_tail_ || is_between) from_ = at_;
  if (!is_finished_ || is_between || in_tail_ || passing_ || from_ >= buffer_.size()) return std::nullopt;
  depth_ = 0;
  return cut(buffer_.size(), 0, true);
}

/// The '[' looked at is that of "features". Only a short head can stand before it.
bool RowCutter::begins_features() const {
  const std::string_view head = std::string_view(buffer_).substr(from_, at_ - from_);
  const std::size_t key = head.rfind("\"features\"");
  return key != std::string_view::npos && head.find_first_not_of(" \t\r\n:", key + 10) == std::string_view::npos;
}

std::optional<Row> RowCutter::next_block() {
  while (from_ < buffer_.size() && (buffer_[from_] == '\n' || buffer_[from_] == '\r') && at_ == from_) {
    if (buffer_[from_] == line_end_) ++line_;
    at_ = ++from_;
  }
  for (; at_ < buffer_.size(); ++at_) {
    if (buffer_[at_] != line_end_) {
      if (at_ - from_ <= longest_row || passing_) continue;
      passing_ = true;
      return Row{line_, std::string_view(buffer_).substr(from_, longest_row), true, false};
    }
    std::size_t ahead = at_ + 1;
    while (ahead < buffer_.size() && ((buffer_[ahead] == '\r' && line_end_ != '\r') || buffer_[ahead] == ' ' || buffer_[ahead] == '\t')) ++ahead;
    if (ahead >= buffer_.size() && !is_finished_) return std::nullopt;   // the next byte decides
    if (ahead < buffer_.size() && buffer_[ahead] != line_end_) { ++lines_within_; continue; }
    const bool was_passed = passing_;
    passing_ = false;
    auto row = cut(at_, 1, false);
    if (was_passed) { at_ = from_; continue; }
    return row;
  }
  if (!is_finished_ || from_ >= buffer_.size() || passing_) return std::nullopt;
  return cut(buffer_.size(), 0, false);
}

void split_csv(std::string_view record, char separator, std::vector<std::string_view>& fields, std::string& store) {
  fields.clear();
  store.clear();
  store.reserve(record.size());   // views into it must not move
  if (record.starts_with("\xEF\xBB\xBF")) record.remove_prefix(3);
  std::size_t at = 0;
  for (;;) {
    if (at < record.size() && record[at] == '"') {
      const std::size_t kept = store.size();
      std::size_t from = ++at;
      for (;;) {
        const std::size_t quote = record.find('"', at);
        if (quote == std::string_view::npos) { store.append(record, from); at = record.size(); break; }
        if (quote + 1 < record.size() && record[quote + 1] == '"') {
          store.append(record, from, quote + 1 - from);
          at = from = quote + 2;
          continue;
        }
        store.append(record, from, quote - from);
        at = quote + 1;
        break;
      }
      const std::size_t end = std::min(record.find(separator, at), record.size());
      store.append(record, at, end - at);
      fields.push_back(std::string_view(store).substr(kept));
      at = end;
    } else {
      const std::size_t end = std::min(record.find(separator, at), record.size());
      fields.push_back(record.substr(at, end - at));
      at = end;
    }
    if (at >= record.size()) return;
    ++at;
    if (at == record.size()) { fields.push_back({}); return; }
  }
}

}  // namespace locarno::watch
