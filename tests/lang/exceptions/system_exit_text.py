# exit: 1
# stderr: compare
import sys
print("out")
sys.exit("the message goes to stderr")
