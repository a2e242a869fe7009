// The rules of the syntax that the grammar leaves to a check, because a check has the better words:
// what may be called, named, assigned, prefixed. They need one node and nothing that it refers to.
// Silent about nodes in lines that were not understood.

#pragma once

#include "Ast.h"
#include "Problems.h"

namespace aqua::syntax {

/// Only names are called; `Type(…)` and `.copy(…)` give fields by name, functions do not (spec/01
/// §8.4, §8.5).
void checkCall(const ast::CallExpr& call, Problems& problems);

/// `xs[-1]`
void checkIndex(const ast::IndexExpr& index, Problems& problems);

/// `xs!-1`, which must not be read as `xs! - 1` (spec/01 §11.7). `minus` stands between the
/// operands.
void checkNegativeIndex(const ast::Expr& left, SourceRange minus, const ast::Expr& right,
                        Problems& problems);

/// `x = []` (spec/01 §7.2)
void checkAssignment(const ast::AssignStmt& assignment, Problems& problems);

/// What stands before the `<-` of a call statement.
enum class ArrowTarget : uint8_t { Names, Stream };

/// The value of a call statement is a call (spec/01 §7.1). `arrow` is empty without results.
void checkCallStatement(const ast::CallStmt& statement, SourceRange arrow, ArrowTarget target,
                        Problems& problems);

/// `par` and `co` stand before `on`, `for`, `join` and calls only (spec/01 §7.11).
void checkPrefixed(const ast::PrefixedStmt& statement, Problems& problems);

/// NAME, and a literal or another constant (spec/01 §6.5).
void checkConstant(const ast::ConstDecl& constant, Problems& problems);

/// Services have methods, data has fields, abilities have both (spec/01 §6).
void checkMember(const ast::Member& member, ast::NodeKind owner, Problems& problems);

} // namespace aqua::syntax
