// The prints of `--emit=ast` and `--emit=tokens`: one node or token per line, its place in the
// tree, what it is, its text, its range as line:column with the end exclusive.

#include "Ast.h"
#include "Layout.h"
#include "Parse.h"
#include "Scanner.h"

namespace aqua {
namespace {

using support::SourceFile;
using support::SourceRange;

/// `3:1-9` within a line, `3:1-5:2` over several.
void printRange(const SourceFile& source, SourceRange range, llvm::raw_ostream& out) {
  const support::LineColumn begin = source.lineColumn(range.begin);
  const support::LineColumn end = source.lineColumn(range.end);
  out << begin.line << ':' << begin.column << '-';
  if (end.line != begin.line) out << end.line << ':';
  out << end.column;
}

/// One line of output: line ends inside strings are shown as such.
void printText(llvm::StringRef text, llvm::raw_ostream& out) {
  out << '`';
  for (const char c : text) {
    if (c == '\n')
      out << "\\n";
    else if (c == '\r')
      out << "\\r";
    else if (c == '\t')
      out << "\\t";
    else
      out << c;
  }
  out << '`';
}

/// What is printed besides the tree.
enum class Places : uint8_t { Shown, Hidden };

class AstPrinter {
public:
  AstPrinter(const SourceFile& source, Places places, llvm::raw_ostream& out)
      : source_(source), places_(places), out_(out) {}

  void file(const ast::File& file) {
    out_ << "File" << (file.hasLostItems ? " (incomplete)" : "") << '\n';
    const Deeper deeper(*this);
    for (const ast::Item* one : file.items)
      item(*one);
    if (places_ == Places::Hidden) return;
    for (const ast::Comment& comment : file.comments)
      line("comment", "", source_.text().slice(comment.range.begin, comment.range.end),
           comment.range);
  }

private:
  /// Indents what is printed while it lives.
  class Deeper {
  public:
    explicit Deeper(AstPrinter& printer) : printer_(printer) { ++printer_.depth_; }
    ~Deeper() { --printer_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

  private:
    AstPrinter& printer_;
  };

  // -- Lines

  void start(llvm::StringRef role) {
    out_.indent(2 * depth_) << role;
    if (!role.empty()) out_ << ' ';
  }

  void finish(SourceRange range, bool hasErrors = false) {
    if (places_ == Places::Shown) printRange(source_, range, out_);
    out_ << (hasErrors ? " (error)" : "") << '\n';
  }

  /// `role Kind text range`, each part but the range may be empty.
  void line(llvm::StringRef role, llvm::StringRef kind, llvm::StringRef text, SourceRange range) {
    start(role);
    if (!kind.empty()) out_ << kind << ' ';
    if (!text.empty()) {
      printText(text, out_);
      out_ << ' ';
    }
    finish(range);
  }

  void node(llvm::StringRef role, const ast::Node& node, llvm::StringRef detail = "") {
    start(role);
    out_ << kindName(node.kind()) << ' ';
    if (!detail.empty()) out_ << detail << ' ';
    finish(node.range, node.hasErrors);
  }

  void name(llvm::StringRef role, const ast::Name& name) {
    if (name) line(role, "", name.text.str(), name.range);
  }

  void path(llvm::StringRef role, const ast::Path& path) {
    if (path.isEmpty()) return;
    if (path.isSimple()) return name(role, path.parts.front());
    line(role, "path", "", path.range);
    const Deeper deeper(*this);
    for (const ast::Name& part : path.parts)
      name("", part);
  }

  // -- Items

  void item(const ast::Item& item) {
    node("", item);
    const Deeper deeper(*this);
    if (const auto* module = llvm::dyn_cast<ast::ModuleLine>(&item)) return moduleLine(*module);
    if (const auto* import = llvm::dyn_cast<ast::Import>(&item)) {
      selection(import->selection);
      return line("path", "", import->path, import->pathRange);
    }
    if (const auto* use = llvm::dyn_cast<ast::Use>(&item)) {
      selection(use->selection);
      line("path", "", use->path, use->pathRange);
      return path("alias", use->alias);
    }
    if (const auto* exported = llvm::dyn_cast<ast::Export>(&item))
      return selection(exported->selection);
    definition(item);
  }

  void moduleLine(const ast::ModuleLine& module) {
    line("keyword", module.isDeprecated ? "deprecated" : "", "", module.keyword);
    path("name", module.name);
    if (module.declaresAll) out_.indent(2 * depth_) << "declares all\n";
    for (const ast::Path& declared : module.declares)
      path("declares", declared);
  }

  void selection(llvm::ArrayRef<ast::Selected> selection) {
    for (const ast::Selected& one : selection) {
      path("select", one.name);
      path("as", one.alias);
    }
  }

  void definition(const ast::Item& item) {
    if (const auto* service = llvm::dyn_cast<ast::ServiceDecl>(&item)) {
      name("name", service->name);
      if (service->defaultId) expr("id", *service->defaultId);
      members(service->members);
    } else if (const auto* data = llvm::dyn_cast<ast::DataDecl>(&item)) {
      name("name", data->name);
      members(data->members);
    } else if (const auto* ability = llvm::dyn_cast<ast::AbilityDecl>(&item)) {
      name("name", ability->name);
      members(ability->members);
    } else if (const auto* alias = llvm::dyn_cast<ast::AliasDecl>(&item)) {
      name("name", alias->name);
      type("type", *alias->type);
    } else if (const auto* constant = llvm::dyn_cast<ast::ConstDecl>(&item)) {
      name(constant->isDefault ? "default name" : "name", constant->name);
      expr("value", *constant->value);
    } else if (const auto* function = llvm::dyn_cast<ast::FuncDecl>(&item)) {
      name("name", function->name);
      head(function->head);
      block(function->body);
    }
  }

  void members(llvm::ArrayRef<ast::Member> members) {
    for (const ast::Member& member : members) {
      line("member", "", "", member.range);
      const Deeper deeper(*this);
      name("name", member.name);
      if (member.type) type("type", *member.type);
      if (member.head) head(*member.head);
    }
  }

  void head(const ast::ArrowHead& head) {
    line("head", "", "", head.range);
    const Deeper deeper(*this);
    for (const ast::NamedType* ability : head.abilities)
      type("ability", *ability);
    for (const ast::Parameter& parameter : head.parameters) {
      line("parameter", "", "", parameter.range);
      const Deeper evenDeeper(*this);
      name("name", parameter.name);
      type("type", *parameter.type);
    }
    for (const ast::Type* result : head.results)
      type("result", *result);
  }

  // -- Types

  void type(llvm::StringRef role, const ast::Type& type) {
    if (const auto* scalar = llvm::dyn_cast<ast::ScalarType>(&type))
      return line(role, kindName(type.kind()), scalar->name, type.range);
    if (const auto* collection = llvm::dyn_cast<ast::CollectionType>(&type))
      node(role, type, collectionName(collection->collection));
    else
      node(role, type);
    const Deeper deeper(*this);
    if (const auto* named = llvm::dyn_cast<ast::NamedType>(&type)) {
      path("", named->path);
    } else if (const auto* collection = llvm::dyn_cast<ast::CollectionType>(&type)) {
      this->type("element", *collection->element);
    } else if (const auto* arrow = llvm::dyn_cast<ast::ArrowType>(&type)) {
      for (const ast::NamedType* ability : arrow->abilities)
        this->type("ability", *ability);
      for (const ast::Type* parameter : arrow->parameters)
        this->type("parameter", *parameter);
      for (const ast::Type* result : arrow->results)
        this->type("result", *result);
    }
  }

  static llvm::StringRef collectionName(ast::CollectionKind kind) {
    switch (kind) {
    case ast::CollectionKind::Array: return "array";
    case ast::CollectionKind::Option: return "option";
    case ast::CollectionKind::Stream: return "stream";
    case ast::CollectionKind::StreamMap: return "map";
    }
    return "";
  }

  // -- Statements

  void block(const ast::Block& block) {
    line("body", "", "", block.range);
    const Deeper deeper(*this);
    for (const ast::Stmt* one : block.statements)
      statement("", *one);
  }

  void statement(llvm::StringRef role, const ast::Stmt& stmt) {
    if (const auto* loop = llvm::dyn_cast<ast::ForStmt>(&stmt))
      node(role, stmt, modeName(loop->mode));
    else if (const auto* prefixed = llvm::dyn_cast<ast::PrefixedStmt>(&stmt))
      node(role, stmt, prefixed->prefix == ast::PrefixKind::Par ? "par" : "co");
    else
      node(role, stmt);
    const Deeper deeper(*this);
    if (!blockStatement(stmt)) simpleStatement(stmt);
  }

  static llvm::StringRef modeName(ast::ForMode mode) {
    switch (mode) {
    case ast::ForMode::Seq: return "seq";
    case ast::ForMode::Par: return "par";
    case ast::ForMode::Try: return "try";
    case ast::ForMode::Rec: return "rec";
    }
    return "";
  }

  /// False if the statement has no block.
  bool blockStatement(const ast::Stmt& stmt) {
    if (const auto* error = llvm::dyn_cast<ast::ErrorStmt>(&stmt)) {
      if (!error->block.statements.empty()) block(error->block);
    } else if (const auto* conditional = llvm::dyn_cast<ast::IfStmt>(&stmt)) {
      expr("condition", *conditional->condition);
      block(conditional->body);
    } else if (const auto* other = llvm::dyn_cast<ast::ElseStmt>(&stmt)) {
      line("keyword", "", "", other->keyword);
      block(other->body);
    } else if (const auto* attempt = llvm::dyn_cast<ast::TryStmt>(&stmt)) {
      block(attempt->body);
    } else if (const auto* handler = llvm::dyn_cast<ast::CatchStmt>(&stmt)) {
      line("keyword", "", "", handler->keyword);
      name("name", handler->name);
      block(handler->body);
    } else if (const auto* otherwise = llvm::dyn_cast<ast::OtherwiseStmt>(&stmt)) {
      line("keyword", "", "", otherwise->keyword);
      block(otherwise->body);
    } else {
      return placedStatement(stmt);
    }
    return true;
  }

  bool placedStatement(const ast::Stmt& stmt) {
    if (const auto* on = llvm::dyn_cast<ast::OnStmt>(&stmt)) {
      expr("peer", *on->peer);
      exprs("via", on->via);
      block(on->body);
    } else if (const auto* loop = llvm::dyn_cast<ast::ForStmt>(&stmt)) {
      name("item", loop->item);
      name("value", loop->value);
      expr("in", *loop->iterable);
      block(loop->body);
    } else if (const auto* parallel = llvm::dyn_cast<ast::ParSeqStmt>(&stmt)) {
      name("item", parallel->item);
      name("value", parallel->value);
      expr("in", *parallel->iterable);
      expr("peer", *parallel->peer);
      exprs("via", parallel->via);
      block(parallel->body);
    } else if (const auto* closure = llvm::dyn_cast<ast::ClosureStmt>(&stmt)) {
      name(closure->detached ? "detached name" : "name", closure->name);
      head(closure->head);
      block(closure->body);
    } else {
      return false;
    }
    return true;
  }

  void simpleStatement(const ast::Stmt& stmt) {
    if (const auto* prefixed = llvm::dyn_cast<ast::PrefixedStmt>(&stmt)) {
      line("keyword", "", "", prefixed->keyword);
      statement("", *prefixed->statement);
    } else if (const auto* join = llvm::dyn_cast<ast::JoinStmt>(&stmt)) {
      exprs("value", join->values);
    } else if (const auto* result = llvm::dyn_cast<ast::ReturnStmt>(&stmt)) {
      exprs("value", result->values);
    } else if (const auto* push = llvm::dyn_cast<ast::PushStmt>(&stmt)) {
      name("target", push->target);
      if (push->key) expr("key", *push->key);
      expr("value", *push->value);
    } else if (const auto* stream = llvm::dyn_cast<ast::StreamDeclStmt>(&stmt)) {
      name("name", stream->name);
      type("type", *stream->type);
    } else if (const auto* assignment = llvm::dyn_cast<ast::AssignStmt>(&stmt)) {
      name("name", assignment->name);
      expr("value", *assignment->value);
    } else if (const auto* service = llvm::dyn_cast<ast::ServiceIdStmt>(&stmt)) {
      path("service", service->service);
      expr("id", *service->id);
    } else if (const auto* call = llvm::dyn_cast<ast::CallStmt>(&stmt)) {
      for (const ast::Name& target : call->results)
        name("result", target);
      expr("call", *call->call);
    }
  }

  // -- Expressions

  void exprs(llvm::StringRef role, llvm::ArrayRef<const ast::Expr*> list) {
    for (const ast::Expr* one : list)
      expr(role, *one);
  }

  void expr(llvm::StringRef role, const ast::Expr& expr) {
    const llvm::StringRef kind = kindName(expr.kind());
    if (const auto* literal = llvm::dyn_cast<ast::LiteralExpr>(&expr)) {
      start(role);
      out_ << kind << ' ' << literalName(literal->literal) << ' ';
      printText(literal->text, out_);
      out_ << ' ';
      return finish(expr.range);
    }
    if (const auto* word = llvm::dyn_cast<ast::NameExpr>(&expr))
      return line(role, kind, word->name.text.str(), expr.range);
    if (const auto* binary = llvm::dyn_cast<ast::BinaryExpr>(&expr))
      line(role, kind, operatorText(binary->op), expr.range);
    else if (const auto* collection = llvm::dyn_cast<ast::CollectionExpr>(&expr))
      node(role, expr, collectionName(collection->collection));
    else
      node(role, expr);
    const Deeper deeper(*this);
    children(expr);
  }

  static llvm::StringRef literalName(ast::LiteralKind kind) {
    switch (kind) {
    case ast::LiteralKind::Bool: return "bool";
    case ast::LiteralKind::Int: return "int";
    case ast::LiteralKind::Float: return "float";
    case ast::LiteralKind::String: return "string";
    case ast::LiteralKind::InitPeer: return "init peer";
    }
    return "";
  }

  void children(const ast::Expr& expr) {
    if (const auto* error = llvm::dyn_cast<ast::ErrorExpr>(&expr)) {
      if (error->partial) this->expr("partial", *error->partial);
    } else if (const auto* collection = llvm::dyn_cast<ast::CollectionExpr>(&expr)) {
      exprs("", collection->elements);
    } else if (const auto* paren = llvm::dyn_cast<ast::ParenExpr>(&expr)) {
      this->expr("", *paren->inner);
    } else if (const auto* negation = llvm::dyn_cast<ast::NotExpr>(&expr)) {
      this->expr("", *negation->operand);
    } else if (const auto* binary = llvm::dyn_cast<ast::BinaryExpr>(&expr)) {
      line("operator", "", "", binary->operatorRange);
      this->expr("left", *binary->left);
      this->expr("right", *binary->right);
    } else if (const auto* member = llvm::dyn_cast<ast::MemberExpr>(&expr)) {
      this->expr("base", *member->base);
      name("name", member->name);
    } else if (const auto* index = llvm::dyn_cast<ast::IndexExpr>(&expr)) {
      this->expr("base", *index->base);
      this->expr("index", *index->index);
    } else if (const auto* bang = llvm::dyn_cast<ast::BangExpr>(&expr)) {
      this->expr("base", *bang->base);
      if (bang->hasDigits) line("digits", "", bang->digits, bang->digitsRange);
    } else if (const auto* call = llvm::dyn_cast<ast::CallExpr>(&expr)) {
      this->call(*call);
    }
  }

  void call(const ast::CallExpr& call) {
    expr("callee", *call.callee);
    exprs("ability", call.abilities);
    for (const ast::Argument& argument : call.arguments) {
      line("argument", "", "", argument.range);
      const Deeper deeper(*this);
      name("name", argument.name);
      expr("value", *argument.value);
    }
  }

  const SourceFile& source_;
  Places places_;
  llvm::raw_ostream& out_;
  unsigned depth_ = 0;
};

} // namespace

void ast::print(const File& file, const support::SourceFile& source, llvm::raw_ostream& out) {
  AstPrinter(source, Places::Shown, out).file(file);
}

void ast::printTree(const File& file, const support::SourceFile& source, llvm::raw_ostream& out) {
  AstPrinter(source, Places::Hidden, out).file(file);
}

void syntax::printTokens(const support::SourceFile& source, llvm::raw_ostream& out) {
  Problems problems({});
  const llvm::StringRef text = source.text();
  for (const Token& token : layOut(text, scan(text).tokens, problems)) {
    out << kindName(token.kind) << ' ';
    if (!token.range().isEmpty()) {
      printText(token.in(text), out);
      out << ' ';
    }
    printRange(source, token.range(), out);
    out << '\n';
  }
}

} // namespace aqua
