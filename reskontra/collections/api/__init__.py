"""Endpoints of the room: reminders, finance charge memos, and what customers say of what they owe."""
