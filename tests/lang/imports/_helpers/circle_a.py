print("a starts")
import circle_b
name = "a"
print("a sees", circle_b.name)
