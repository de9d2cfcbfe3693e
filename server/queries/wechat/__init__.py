"""Whose phone is this, and with which token is WeChat called?"""
