"""A case is raised: by whom, with whom, about whom; what is typed before it is sent, and what another procedure is for.
"""
