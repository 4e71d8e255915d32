# Which except clauses parse.
for clause in ("except A, B:", "except A, B as c:", "except (A, B) as c:", "except A,:", "except *A, B:", "except* A, B as c:", "except* (A, B) as c:", "except A as b, C:", "except A or B:", "except A if B else C:", "except lambda: 1:", "except (yield):", "except A as (b):", "except A as b.c:", "except A as None:", "except A B:", "except A as:", "except:", "except* A:", "except(A):", "except*(A):", "except A(), B[0], c.d:", "except *A:", "except A, *B:", "except not A:", "except A := B:", "except (a := B):"):
    try:
        compile(f"def f():\n  try: pass\n  {clause} pass", "s", "exec")
        print(clause, "fine")
    except SyntaxError as error: print(clause, "|", error.msg)
