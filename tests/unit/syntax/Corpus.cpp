#include "Corpus.h"

#include <algorithm>

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include "Scanner.h"

namespace aqua::syntax {
namespace {

std::string readFile(const std::string& path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().str() : std::string();
}

Input::Reference referenceOf(llvm::StringRef text) {
  if (text == "compiles") return Input::Reference::Compiles;
  if (text == "parses") return Input::Reference::Parses;
  return text == "crashes" ? Input::Reference::Crashes : Input::Reference::SyntaxError;
}

} // namespace

std::vector<Input> readInputs() {
  const std::string file = readFile(AQUA_TEST_DATA "/inputs.jsonl");
  llvm::SmallVector<llvm::StringRef> lines;
  llvm::StringRef(file).split(lines, '\n', -1, false);
  std::vector<Input> inputs;
  std::string prologue;
  for (size_t i = 0; i < lines.size(); ++i) {
    const auto value = llvm::cantFail(llvm::json::parse(lines[i]));
    const llvm::json::Object& object = *value.getAsObject();
    if (const auto text = object.getString("prologue")) {
      prologue = text->str();
      continue;
    }
    Input input;
    input.reference = referenceOf(*object.getString("reference"));
    input.ours = object.getString("ours")->str();
    input.line = i + 1;
    if (const auto body = object.getString("body"))
      input.text = prologue + body->str();
    else
      input.text = object.getString("text")->str();
    inputs.push_back(std::move(input));
  }
  return inputs;
}

std::vector<std::string> readCorpus() {
  std::vector<std::string> texts;
  for (Input& input : readInputs())
    texts.push_back(std::move(input.text));
  std::vector<std::string> paths;
  std::error_code error;
  for (llvm::sys::fs::directory_iterator at(AQUA_GOLDEN_DATA, error), end; at != end && !error;
       at.increment(error))
    if (llvm::sys::path::extension(at->path()) == ".aqua") paths.push_back(at->path());
  std::sort(paths.begin(), paths.end());
  for (const std::string& path : paths)
    texts.push_back(readFile(path));
  return texts;
}

std::string mutate(llvm::StringRef text, std::mt19937& random) {
  static constexpr llvm::StringLiteral pieces[] = {
      "(",  ")",  "[",    "]",  "{",  "}",        ":",     ",",  ".",  "!",       "\"",
      "=",  "<-", "<<-",  "->", "\n", "\n  ",     "\n\t",  "  ", " ",  "if ",     "else:",
      "on", "12", "par ", "-",  "--", "for x ",   "func ", "*",  "?",  "data X:", "x",
      "X",  "%",  "\r\n", "\r", "\\", "\xC3\xA4", "_",     "||", "**", "use ",    "\xE2\x8A\xA4"};
  const auto pick = [&](size_t count) { return random() % count; };
  std::string result = text.str();
  const size_t changes = 1 + pick(3);
  for (size_t i = 0; i < changes; ++i) {
    const std::vector<Token> tokens = scan(result).tokens;
    if (tokens.size() < 3) break;
    const Token& token = tokens[pick(tokens.size() - 1)];
    const Token& other = tokens[pick(tokens.size() - 1)];
    const std::string word = other.in(result).str();
    switch (pick(5)) {
    case 0: result.erase(token.begin, token.end - token.begin); break;
    case 1: result.insert(token.begin, word); break;
    case 2: result.replace(token.begin, token.end - token.begin, word); break;
    case 3: result.insert(token.end, pieces[pick(std::size(pieces))]); break;
    default: {
      const size_t line = result.find('\n', token.begin);
      if (line != std::string::npos) result.insert(line + 1, 1 + pick(3), ' ');
    }
    }
  }
  return result;
}

} // namespace aqua::syntax
