"""What do the files of applications, matters and work tasks say, and what follows from it?"""
