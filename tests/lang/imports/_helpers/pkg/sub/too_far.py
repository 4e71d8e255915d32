try: from .... import x
except ImportError as e: print(e)
