// The parser behind parser.h: one state machine for expressions, one for patterns, one for blocks,
// each with its stack in the workspace. The files that define it:
//   parser.cpp            statements of one line, the module
//   parser_compound.cpp   compound statements and the stack of blocks
//   parser_expression.cpp operators, calls, displays, comprehensions
//   parser_string.cpp     literals, f-strings, t-strings
//   parser_parameters.cpp parameters of def and lambda, type parameters
//   parser_pattern.cpp    patterns of `case`
//   parser_target.cpp     what may be assigned to
//   parser_error.cpp      errors, in CPython's words
//   parser_hint.cpp       what the user may have meant (or parser_hint_none.cpp)

#pragma once

#include "lang/lexer.h"
#include "lang/parser.h"

namespace ts::lang {

/// How tightly an operator binds (Language Reference 6.17). A pending construct on the stack that
/// is a bracket, or waits for something but an operator, has kContainer.
enum class Precedence : uint8_t {
  kContainer,
  kNamed,    // :=
  kTernary,  // if-else, lambda
  kOr,
  kAnd,
  kNot,
  kCompare,
  kStar,  // *x in a display, **x in a dict
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kSum,
  kTerm,
  kFactor,
  kPower,
  kAwait,
};

/// A construct of an expression (or pattern) that has begun: one entry of the stack. The meaning
/// of `node`, `tail`, `extra` is the construct's.
struct Frame {
  enum class Kind : uint8_t {
    // Operators: wait for their last operand.
    kBinary,  // node: left operand; op
    kUnary,   // op
    kNot,
    kAwait,
    kCompare,      // node: Compare so far, tail; op: of the next comparator
    kBoolOp,       // node: BoolOp so far, tail
    kTernaryElse,  // node: body, extra: test
    kNamed,        // node: target
    kStarred,
    kDictUnpack,  // ** in a dict display
    kLambdaBody,  // node: Lambda
    // Containers.
    kBottom,            // the end of the stack: node: Tuple so far, or none; tail;
                        // op: the weakest Precedence of an operator that may stand in it
    kTernaryTest,       // node: body
    kParen,             // node: Tuple so far or GeneratorExp; tail
    kBracket,           // node: ListDisplay or ListComp; tail
    kBrace,             // node: Dict, Set or a comprehension of one, or none yet; tail
    kSubscript,         // node: value; tail: last element; extra: Slice or Tuple so far
    kCall,              // node: Call (or List of a class's bases); tail
    kKeyword,           // node: Keyword
    kCompTarget,        // node: Comprehension; extra: Tuple so far; tail
    kCompIter,          // node: Comprehension; tail
    kCompIf,            // the same
    kYield,             // node: Yield; extra: Tuple so far; tail
    kYieldFrom,         // node: YieldFrom
    kLambdaParameters,  // node: Arguments; tail; extra: Arg that waits for its default
    kStrings,           // node: JoinedStr or TemplateStr; tail; extra: where pending text starts
    kPendingText,  // below kStrings: line, column: its start; node, tail: line, column of its end
    kField,        // node: Tuple so far, then FormattedValue; tail
    kPattern,      // see parser_pattern.cpp; op says which
  };
  Kind kind = Kind::kBottom;
  Precedence precedence = Precedence::kContainer;
  uint8_t op = 0;
  uint8_t flags = 0;
  NodeId node = kNoNode;
  NodeId tail = kNoNode;
  uint32_t extra = 0;
  uint32_t line = 0;  // where the construct starts, opening parentheses included
  uint32_t column = 0;

  Span start() const { return {line, column, 0, 0}; }

  // Flags of containers: what may stand in them.
  static constexpr uint8_t kTupleOk = 1;
  static constexpr uint8_t kStarOk = 2;
  static constexpr uint8_t kNamedOk = 4;
  static constexpr uint8_t kYieldOk = 8;
  static constexpr uint8_t kStopAtIn = 16;
  static constexpr uint8_t kDisjunction = 32;  // neither lambda nor if-else
  // Further flags of single kinds.
  static constexpr uint8_t kHasComma = 64;
  static constexpr uint8_t kComprehension = 128;
  static constexpr uint8_t kInSlice = 128;    // kSubscript
  static constexpr uint8_t kOfCall = 64;      // kParen: that of the call below
  static constexpr uint8_t kWithOk = 64;      // kBottom: `(x as y)` may follow at once
  static constexpr uint8_t kStatement = 128;  // kBottom: the statement starts here
};
static_assert(sizeof(Frame) == 24);

class ParserImpl {
 public:
  ParserImpl(Parser& owner, base::Workspace& workspace, Sink& sink, Reader reader,
             const ParserOptions& options);

  ParseStatus next_statement(NodeId* statement);
  uint32_t enclosing_class_count() const;
  NodeId enclosing_class(uint32_t index) const;

 private:
  // What the expression machine does next.
  enum class State : uint8_t { kOperand, kValue, kText, kDone };

  // A compound statement whose block is being parsed.
  enum class BlockKind : uint8_t {
    kIf,
    kElif,
    kElse,
    kFor,
    kWhile,
    kWith,
    kTry,
    kExcept,
    kExceptStar,
    kFinally,
    kFunction,
    kClass,
    kMatch,
    kCase,
  };
  struct Block {
    BlockKind kind;
    bool generic;  // a class with type parameters
    bool oneline;
    uint32_t line;     // of the keyword, for messages
    NodeId statement;  // the innermost: of an if-elif chain the last If; of a Match the MatchCase
    NodeId root;       // the statement as a whole
    NodeId clause;     // tail of the clauses of `root`
    NodeId list;       // the block's List
    NodeId tail;
  };

  // --- tokens and nodes
  TokenKind kind() const { return lexer_.token().kind; }
  bool at(TokenKind kind) const { return lexer_.token().kind == kind; }
  bool at_name(std::string_view text) const {
    return at(TokenKind::kName) && lexer_.text() == text;
  }
  void advance() { lexer_.advance(); }
  bool accept(TokenKind kind);
  bool stopped() const;
  const Span& here() const { return lexer_.token().span; }
  /// A node from `start` to the end of the last token.
  NodeId make(NodeKind kind, const Span& start);
  NodeId make(NodeKind kind, const Frame& frame) { return make(kind, frame.start()); }
  /// Lets a node end with the last token.
  void finish(NodeId id);
  void append(NodeId parent, NodeId* tail, NodeId child);
  NodeId absent() { return tree_.add(NodeKind::kAbsent, {}); }
  NameId take_name();
  NodeId take_name_node(NodeKind kind);
  bool expect(TokenKind kind);
  bool expect_forced(TokenKind kind);
  bool expect_name();

  // --- statements
  ParseStatus eval_expression(NodeId* statement);
  bool block_incomplete() const;
  ParseStatus failure();
  void statement_or_compound();
  void end_of_simple_statement();
  void add_statement(NodeId statement);
  NodeId simple_statement();
  NodeId name_node(std::string_view text, const Span& start);
  NodeId keyword_statement(NodeKind kind);
  NodeId expression_statement(NodeId first, const Span& start);
  NodeId assignment(NodeId target, const Span& start);
  NodeId annotated_assignment(NodeId target, const Span& start);
  NodeId augmented_assignment(NodeId target, const Span& start);
  NodeId return_statement();
  NodeId raise_statement();
  NodeId assert_statement();
  NodeId delete_statement();
  NodeId global_statement(NodeKind kind);
  NodeId type_alias(const Span& start);
  bool dotted_name(NameId* name);
  bool import_alias(NodeId parent, NodeId* tail, bool dotted);
  NodeId import_statement();
  NodeId import_from_statement();
  void note_future_import(NodeId statement);

  // --- compound statements
  bool compound_statement();
  void open_statement(BlockKind kind, NodeId statement, uint32_t line);
  void open_block(BlockKind kind, NodeId parent, NodeId* tail, uint32_t line);
  void close_block();
  void finish_statement();
  void finish_positions(const Block& block);
  void report_function(NodeId function);
  void if_statement();
  void while_statement();
  void for_statement(const Span& start, NodeKind kind);
  bool else_clause(Block& block);
  void try_statement();
  bool tree_is_try(NodeId id) const;
  bool except_clause(Block& block);
  void finish_handler(const Block& block);
  void exception_handler(Block& block);
  bool exception_types(NodeId handler, NodeId* tail, bool starred);
  bool finally_clause(Block& block);
  void with_statement(const Span& start, NodeKind kind);
  bool with_items(NodeId list);
  bool is_item_tuple(NodeId value) const;
  NodeId with_item(NodeId value);
  bool rest_of_with_items(NodeId list, NodeId* tail, NodeId value, bool parenthesized);
  void function_definition(const Span& start, NodeId decorators, NodeKind kind);
  void class_definition(const Span& start, NodeId decorators);
  void decorated();
  void async_statement(NodeId decorators);
  bool at_match_subject();
  void match_statement(const Span& start);
  void case_clause(Block& block);

  // --- expressions
  // Frame::op of some containers.
  static constexpr uint8_t kBraceValue = 1;     // kBrace: a key was read, its value is due
  static constexpr uint8_t kSeenKeyword = 1;    // kCall
  static constexpr uint8_t kSeenUnpacking = 2;  // kCall: **

  static constexpr uint8_t kSingle = 0;
  static constexpr uint8_t kNamedExpression = Frame::kNamedOk;
  static constexpr uint8_t kStarExpressions = Frame::kTupleOk | Frame::kStarOk;
  static constexpr uint8_t kAnyRight = kStarExpressions | Frame::kYieldOk;
  static constexpr uint8_t kForTargets = kStarExpressions | Frame::kStopAtIn | Frame::kDisjunction;

  /// Parses an expression; `flags` are those of a container. On return `value_start_` is where
  /// it starts, parentheses included.
  NodeId expression(uint8_t flags, Precedence weakest = Precedence::kContainer);
  /// Goes on with an expression whose first operand is there already.
  NodeId expression_from(NodeId first, const Span& start, uint8_t flags);
  void call_arguments(NodeId node);
  NodeId run(State state, NodeId value, uint32_t base);

  Frame& top() { return frames_.empty() ? spare_ : frames_.back(); }
  Frame pop();
  Frame& push(Frame::Kind kind, Precedence precedence, const Span& start, uint8_t flags = 0);
  bool can_start_expression(TokenKind kind) const;
  bool allows_lambda();

  State operand(NodeId* value);
  State constant_atom(NodeId* value, ConstantKind kind);
  State open_paren(NodeId* value);
  State open_bracket(NodeId* value);
  State open_brace(NodeId* value);
  State prefix_operator(UnaryOp op);
  State star(NodeId* value);
  State double_star(NodeId* value);
  State yield(NodeId* value);
  State lambda(NodeId* value);
  State lambda_parameters(NodeId* value);
  NodeId number();

  State infix(NodeId* value);
  State attribute(NodeId* value);
  State open_call(NodeId* value);
  State open_call_frame(NodeId node, const Span& start, NodeId* value);
  State open_subscript(NodeId* value);
  State binary(NodeId* value, Precedence precedence, BinaryOp op);
  State comparison(NodeId* value, CompareOp op);
  State bool_op(NodeId* value, BoolOp op);
  State named(NodeId* value);
  State ternary(NodeId* value);
  State ternary_else(NodeId* value);
  bool too_weak(Precedence precedence);
  void reduce(NodeId* value);
  void reduce_while(NodeId* value, Precedence at_least) {
    while (top().precedence >= at_least) reduce(value);
  }

  State terminate(NodeId* value);
  State in_bottom(NodeId* value);
  State in_paren(NodeId* value);
  State in_bracket(NodeId* value);
  State in_brace(NodeId* value);
  State in_subscript(NodeId* value);
  State subscript_colon(NodeId* value);
  State close_subscript(NodeId* value);
  State in_call(NodeId* value);
  State in_keyword(NodeId* value);
  State in_comprehension(NodeId* value);
  State start_comprehension(NodeId element, NodeKind kind);
  State start_for();
  State in_comp_target(NodeId* value);
  State in_yield(NodeId* value);
  State close_display(NodeId* value, NodeId node);
  State add_to_tuple(NodeId* tuple, NodeId* tail, NodeId* value);
  NodeId current_slice(const Frame& frame) const;
  bool is_bare_yield(NodeId id) const {
    return (tree_.is(id, NodeKind::kYield) || tree_.is(id, NodeKind::kYieldFrom)) &&
           !tree_.parenthesized(id);
  }
  bool check_argument_order(const Frame& call, NodeId value);
  bool check_repeated_keyword(NodeId call, NodeId keyword);
  bool check_comprehension_element(NodeId element);
  bool check_only_argument(const Frame& call, NodeId generator);

  // --- strings
  State strings(NodeId* value);
  NodeId plain_strings(uint8_t* flags);
  NodeId string_constant(const Span& span, uint32_t mark, ConstantKind kind);
  void push_strings(const Span& start, uint32_t mark, uint8_t flags, const Span& pending);
  void add_pending(uint32_t strings, const Span& span);
  void flush_pending(uint32_t strings);
  State text(NodeId* value);
  State end_of_strings(NodeId* value);
  State open_field();
  State in_field(NodeId* value);
  void debug_text(uint32_t strings);
  bool take_conversion(uint8_t* conversion);
  State open_spec();
  State end_of_spec();
  State close_field();

  // --- parameters
  NodeId parameters();
  bool parameter(Frame& state, NodeId* arg, bool is_lambda);
  bool positional_only(Frame& state);
  bool parameter_default(Frame& state, NodeId arg);
  bool check_end_of_parameters(const Frame& state, bool is_lambda);
  void parenthesized_parameter(bool is_lambda);
  NodeId type_parameters();
  NodeId type_parameter();

  // --- patterns
  NodeId pattern();
  Frame& push_pattern(uint8_t op, NodeId node);
  State pattern_operand(NodeId* value);
  State pattern_star(NodeId* value);
  State pattern_name(NodeId* value);
  State pattern_argument();
  State pattern_key();
  State pattern_after(NodeId* value);
  State pattern_element(NodeId* value);
  State pattern_close(NodeId* value);
  enum class PatternPlace : uint8_t { kPattern, kKey };
  NodeId pattern_literal(PatternPlace place);
  NodeId pattern_number();

  // --- targets
  enum class TargetUse : uint8_t { kAssign, kAssignAgain, kFor, kDelete, kWith };
  bool set_target(NodeId target, Context context, TargetUse use);
  void report_invalid_target(NodeId target, NodeId bad, TargetUse use);
  std::string_view describe(NodeId id) const;

  // --- errors
  void raise(ErrorClass error, const Span& span, std::initializer_list<Piece> pieces);
  void error_at(const Span& span, std::initializer_list<Piece> pieces) {
    raise(ErrorClass::kSyntaxError, span, pieces);
  }
  void error_at_node(NodeId id, std::initializer_list<Piece> pieces) {
    error_at(tree_.span(id), pieces);
  }
  void error_here(std::initializer_list<Piece> pieces) { error_at(here(), pieces); }
  Span span_from(const Span& start) const {
    return {start.line, start.column, lexer_.previous_end_line(), lexer_.previous_end_column()};
  }
  static Span range(const Span& first, const Span& last) {
    return {first.line, first.column, last.end_line, last.end_column};
  }

  /// The current token cannot stand here; `value` is the operand before it, if there is one.
  void unexpected(NodeId value = kNoNode);
  /// The current token cannot start the operand that is due.
  void missing_operand();

  void note_stuck();
  void generic_error();
  void error_at_end(std::string_view message);
  bool header_ends(NodeId value = kNoNode);
  void missing_block(const Block& block);
  void missing_except();
  void unexpected_in_for(NodeId target);
  NodeId as_name(std::string_view what, std::string_view of);
  void check_future_feature(NodeId alias);

  // --- hints
  bool hint_for_token(NodeId value);
  bool hint_for_operand();
  bool try_expression(uint8_t flags, Precedence weakest, NodeId* value);
  NodeId last_expression(NodeId value) const;
  bool is_bitwise_or(NodeId id) const;
  bool starts_with_soft_keyword(NodeId id);
  bool forgotten_comma(NodeId value);
  bool legacy_statement(NodeId value);
  bool missing_else();
  bool wrong_named(NodeId value);
  bool wrong_equal(NodeId value);
  bool wrong_equal_in_call(NodeId value);
  bool wrong_in_dict(NodeId value);
  bool wrong_comprehension(NodeId value);
  bool not_behind_operator();
  bool statement_in_conditional();
  bool wrong_in_field(NodeId value);
  bool field_needs_expression(const Frame& field, uint32_t index);
  bool unfinished_attribute();
  bool unfinished_field(uint32_t index);
  void invalid_annotation_target(NodeId target);
  void invalid_assignment(NodeId target, NodeId bad);
  void invalid_augmented_target(NodeId target);

  Lexer lexer_;  // first, as its token is in it
  Parser& owner_;
  base::Workspace& workspace_;
  Sink& sink_;
  const ParserOptions options_;
  Reporter reporter_;
  Tree& tree_;
  base::Array<Frame> frames_;
  Frame spare_{};  // stands for a frame there was no memory for
  base::Array<Block> blocks_;
  base::Array<NodeId> targets_;  // for set_target
  base::Array<char> scratch_;
  bool recovering_ = false;  // an expression is tried, to find the right words for an error
  bool recovery_failed_ = false;
  bool stuck_ = false;          // an error was met, by the parser
  bool failed_at_end_ = false;  // at the end of the source
  Span value_start_;
  NodeId finished_ = kNoNode;    // a top-level statement that is complete
  uint32_t function_depth_ = 0;  // open functions and generic classes
  bool started_ = false;
  bool in_literal_ = false;   // the text state is inside of an f-string, not between two
  bool field_debug_ = false;  // see wrong_in_field
  bool field_converted_ = false;
  bool with_as_ = false;  // see with_items
  NodeId with_tuple_ = kNoNode;
  bool in_line_ = false;   // behind a `;` or a block's colon: simple statements only
  bool compound_ = false;  // the statement at the top level is compound
  bool single_done_ = false;
};

}  // namespace ts::lang
